package io.humanlayer.acceptance.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Prints how the logs of all processes end.
final class LogTails {

  private static final int LINES = 10;

  private LogTails() {}

  static void print(Path home) {
    try (var files = Files.walk(home, 2)) {
      files
          .filter(file -> file.toString().endsWith(".log"))
          .sorted()
          .forEach(file -> System.err.printf("%n== %s%n%s%n", file, tail(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String tail(Path file) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    } catch (IOException e) {
      return "cannot be read: " + e.getMessage();
    }
  }
}
