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

  /// As another user, who then owns the data.
  record OtherUser(int uid, int gid) implements Unprivileged {}

  /// Which of the three holds on this machine.
  ///
  /// @param data whose owner, if there is one already and it is not root, stays its owner
  static Unprivileged here(Path data) {
    if (!"0".equals(output("id", "-u"))) {
      return new AsIs();
    }
    if (Files.exists(data) && id(data, "uid") != 0) {
      return new OtherUser(id(data, "uid"), id(data, "gid"));
    }
    if (output("unshare", "-U", "true") != null) {
      return new Namespace();
    }
    for (var user : List.of("postgres", "nobody")) {
      var uid = output("id", "-u", user);
      var gid = output("id", "-g", user);
      if (uid != null && gid != null && output("setpriv", "--version") != null) {
        return new OtherUser(Integer.parseInt(uid), Integer.parseInt(gid));
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
      for (var file : files.filter(f -> id(f, "uid") != other.uid).toList()) {
        Files.setAttribute(file, "unix:uid", other.uid, LinkOption.NOFOLLOW_LINKS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot give " + folder + " to user " + other.uid, e);
    }
    var reach = command(List.of("test", "-r", folder.toString()));
    if (output(reach.toArray(String[]::new)) == null) {
      throw new StartFailure(
          "PostgreSQL runs as user "
              + other.uid
              + ", which cannot reach "
              + folder
              + ": choose another --home");
    }
  }

  /// The owner or the group of `file`, as a number.
  private static int id(Path file, String which) {
    try {
      return (Integer) Files.getAttribute(file, "unix:" + which, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
