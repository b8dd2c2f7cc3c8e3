package io.humanlayer.standalone.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/// What a supervisor that starts up tells whoever waits for it: lines, the last of which says how
/// it ended.
public record Progress(Path file) {

  /// One line of it.
  public sealed interface Line {

    record Step(String text) implements Line {}

    record Ready() implements Line {}

    record Failed(String text) implements Line {}
  }

  public void begin() {
    try {
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public synchronized void add(Line line) {
    var text =
        switch (line) {
          case Line.Step step -> "+" + step.text;
          case Line.Ready _ -> "=";
          case Line.Failed failed -> "!" + failed.text.replace("\n", "\r");
        };
    try {
      Files.writeString(file, text + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All whole lines so far.
  public List<Line> lines() {
    try {
      if (!Files.exists(file)) {
        return List.of();
      }
      var text = Files.readString(file);
      var whole = text.substring(0, text.lastIndexOf('\n') + 1);
      return Stream.of(whole.split("\n")).filter(l -> !l.isEmpty()).map(Progress::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Line parse(String line) {
    var text = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> new Line.Step(text);
      case '=' -> new Line.Ready();
      case '!' -> new Line.Failed(text.replace("\r", "\n"));
      default -> throw new IllegalStateException("not a line of progress: " + line);
    };
  }
}
