package io.humanlayer.standalone.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The notes of the processes of one instance, one file each.
public record Notes(Path folder) {

  /// The supervisor's own note.
  public static final String SUPERVISOR = "supervisor";

  private static final String ENDING = ".process";
  private static final Duration GRACE = Duration.ofSeconds(20);

  public void write(Note note) {
    new PropertiesFile(fileOf(note.name())).write(note.toMap());
  }

  public List<Note> all() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .filter(f -> f.toString().endsWith(ENDING))
          .sorted()
          .map(f -> Note.fromMap(new PropertiesFile(f).read()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Optional<Note> find(String name) {
    return all().stream().filter(n -> n.name().equals(name)).findAny();
  }

  /// The supervisor that runs now.
  public Optional<ProcessHandle> supervisor() {
    return find(SUPERVISOR).flatMap(Note::process);
  }

  public void forget(String name) {
    try {
      Files.deleteIfExists(fileOf(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends what a killed supervisor has left running, all at once; returns their names.
  public List<String> endLeftovers() {
    var left = all().stream().filter(n -> n.process().isPresent()).toList();
    left.forEach(n -> n.process().ifPresent(ProcessHandle::destroy));
    left.forEach(n -> n.process().ifPresent(Notes::endAfterGrace));
    all().forEach(n -> forget(n.name()));
    return left.stream().map(Note::name).toList();
  }

  private static void endAfterGrace(ProcessHandle process) {
    try {
      process.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Path fileOf(String name) {
    return folder.resolve(name + ENDING);
  }
}
