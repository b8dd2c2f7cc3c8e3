package io.humanlayer.standalone.infrastructure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a program that refuses to run as root is run by root all the same: in a user namespace where
/// one may be made, else as another user. The program keeps the process id in each case.
sealed interface Unprivileged {

  /// Already an ordinary user.
  record AsIs() implements Unprivileged {}

  /// In its own user namespace the process is nobody, and its files still are root's.
  record Namespace() implements Unprivileged {}

  /// As `user`, which then owns the data.
  record OtherUser(String user, String uid, String gid) implements Unprivileged {}

  /// Which of the three holds on this machine.
  static Unprivileged here() {
    if (!"0".equals(output("id", "-u"))) {
      return new AsIs();
    }
    if (output("unshare", "-U", "true") != null) {
      return new Namespace();
    }
    for (var user : List.of("postgres", "nobody")) {
      var uid = output("id", "-u", user);
      var gid = output("id", "-g", user);
      if (uid != null && gid != null && output("setpriv", "--version") != null) {
        return new OtherUser(user, uid, gid);
      }
    }
    throw new StartFailure(
        "PostgreSQL does not run as root, and neither `unshare -U` nor `setpriv` works here:"
            + " run HumanLayer as an ordinary user");
  }

  default List<String> command(List<String> words) {
    var all = new ArrayList<String>();
    switch (this) {
      case AsIs _ -> {}
      case Namespace _ -> all.addAll(List.of("unshare", "-U"));
      case OtherUser other ->
          all.addAll(
              List.of(
                  "setpriv", "--reuid=" + other.uid(), "--regid=" + other.gid(), "--clear-groups"));
    }
    all.addAll(words);
    return all;
  }

  /// Gives `folder` and what is in it to the user that will run the program, and checks that this
  /// user can reach it.
  default void own(Path folder) {
    if (!(this instanceof OtherUser other)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      var owner =
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(other.user);
      for (var file : files.toList()) {
        if (!Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
          Files.setOwner(file, owner);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot give " + folder + " to " + other.user, e);
    }
    var reach = command(List.of("test", "-r", folder.toString()));
    if (output(reach.toArray(String[]::new)) == null) {
      throw new StartFailure(
          "PostgreSQL runs as user "
              + other.user
              + ", which cannot reach "
              + folder
              + ": choose another --home");
    }
  }

  /// What the command prints, or null if it fails or is not there.
  private static @Nullable String output(String... words) {
    try {
      var process = new ProcessBuilder(words).redirectErrorStream(true).start();
      var text = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return process.waitFor(Duration.ofSeconds(10)) && process.exitValue() == 0 ? text : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
