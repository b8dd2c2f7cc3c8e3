package io.humanlayer.standalone.home;

import java.nio.file.Path;

/// The folder of one instance.
public record Home(Path folder) {

  public Home {
    folder = folder.toAbsolutePath().normalize();
  }

  public Secrets secrets() {
    return new Secrets(folder.resolve("secrets.properties"));
  }

  public PortBook ports() {
    return new PortBook(folder.resolve("ports.properties"));
  }

  public Notes notes() {
    return new Notes(folder.resolve("run"));
  }

  public Progress progress() {
    return new Progress(folder.resolve("run").resolve("progress"));
  }

  /// What was seeded, with the keys that were given out once.
  public Path seed() {
    return folder.resolve("seed.json");
  }

  public Path supervisorLog() {
    return folder.resolve("supervisor.log");
  }

  /// Held by the one supervisor of this folder.
  public Path lock() {
    return folder.resolve("lock");
  }

  /// Where the server `name` keeps its files.
  public Path of(String name) {
    return folder.resolve(name);
  }
}
