package io.humanlayer.policyclient;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The words of a call: a command, files, and options with a value each.
record Options(String command, List<String> files, Map<String, String> values) {

  private static final Set<String> KNOWN =
      Set.of(
          "--junit",
          "--from",
          "--to",
          "--current",
          "--requests",
          "--stage",
          "--author",
          "--home",
          "--url");

  static Options of(List<String> words) {
    if (words.isEmpty()) {
      throw new UsageException("a command is missing");
    }
    var files = new ArrayList<String>();
    var values = new HashMap<String, String>();
    for (int i = 1; i < words.size(); i++) {
      var word = words.get(i);
      if (!word.startsWith("--")) {
        files.add(word);
      } else if (!KNOWN.contains(word)) {
        throw new UsageException("unknown option " + word);
      } else if (++i == words.size()) {
        throw new UsageException(word + " needs a value");
      } else {
        values.put(word, words.get(i));
      }
    }
    return new Options(words.getFirst(), files, values);
  }

  Path file(int index) {
    if (index >= files.size()) {
      throw new UsageException(command + " needs another file");
    }
    return Path.of(files.get(index));
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }
}
