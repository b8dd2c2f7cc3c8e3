package io.humanlayer.verifier;

import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.proof.note.CheckpointKey;
import io.humanlayer.proof.note.LogKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One call of the command, read.
///
/// @param options those that have a value, by name
/// @param registrations files with the receipts of passkeys' registrations
/// @param event whether the receipt may be of any event
record Call(
    String file,
    NoteVerifier key,
    List<CheckpointKey> cosigners,
    Map<String, String> options,
    List<String> registrations,
    boolean reformatted,
    boolean event) {

  private static final Set<String> WITH_VALUE =
      Set.of("--trusted-root", "--artifact", "--bundle", "--leaf", "--api-key");

  /// Empty if it is no call.
  static Optional<Call> read(List<String> args) throws IOException {
    var files = new ArrayList<String>();
    var keys = new ArrayList<CheckpointKey>();
    var options = new HashMap<String, String>();
    var registrations = new ArrayList<String>();
    boolean reformatted = false;
    boolean event = false;
    var rest =
        (args.isEmpty() || !args.getFirst().equals("verify") ? args : args.subList(1, args.size()))
            .iterator();
    while (rest.hasNext()) {
      String arg = rest.next();
      if (arg.equals("--key") && rest.hasNext()) {
        keys.add(CheckpointKey.parse(rest.next()));
      } else if (WITH_VALUE.contains(arg) && rest.hasNext() && !options.containsKey(arg)) {
        options.put(arg, rest.next());
      } else if (arg.equals("--registration") && rest.hasNext()) {
        registrations.add(rest.next());
      } else if (arg.equals("--reformatted")) {
        reformatted = true;
      } else if (arg.equals("--event")) {
        event = true;
      } else if (!arg.startsWith("--")) {
        files.add(arg);
      } else {
        return Optional.empty();
      }
    }
    String root = options.get("--trusted-root");
    if (root != null) {
      keys.add(new LogKey(TrustedRootFile.key(Files.readString(Path.of(root)))));
    }
    List<NoteVerifier> logs =
        keys.stream()
            .flatMap(
                it ->
                    it instanceof LogKey(NoteVerifier log)
                        ? Optional.of(log).stream()
                        : Optional.<NoteVerifier>empty().stream())
            .toList();
    if (files.size() != 1 || logs.isEmpty()) {
      return Optional.empty();
    }
    if (logs.stream().map(NoteVerifier::vkey).distinct().count() > 1) {
      throw new MalformedException("two keys of logs were given, and one file is of one log");
    }
    return Optional.of(
        new Call(
            files.getFirst(),
            logs.getFirst(),
            keys.stream().filter(it -> !(it instanceof LogKey)).toList(),
            Map.copyOf(options),
            List.copyOf(registrations),
            reformatted,
            event));
  }

  /// The receipts of registrations that were given.
  List<byte[]> registered() throws IOException {
    var files = new ArrayList<byte[]>();
    for (String path : registrations) {
      files.add(Files.readAllBytes(Path.of(path)));
    }
    return files;
  }

  /// The file that an option names.
  Optional<byte[]> fileOf(String option) throws IOException {
    String path = options.get(option);
    return path == null ? Optional.empty() : Optional.of(Files.readAllBytes(Path.of(path)));
  }
}
