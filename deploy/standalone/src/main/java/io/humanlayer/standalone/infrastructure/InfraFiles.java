package io.humanlayer.standalone.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where the `infrastructure` module has laid out the third-party artifacts.
public record InfraFiles(Path root) {

  private static final Path IN_PROJECT = Path.of("deploy/standalone/infrastructure/target/infra");

  public InfraFiles {
    if (!Files.isDirectory(root.resolve("kafka"))) {
      throw new StartFailure(root + " is not built: package the module `infrastructure` first");
    }
  }

  /// Finds them from the system properties `humanlayer.infra` or `humanlayer.root`, else from the
  /// working directory upward.
  public static InfraFiles locate() {
    var given = System.getProperty("humanlayer.infra");
    if (given != null) {
      return new InfraFiles(Path.of(given).toAbsolutePath());
    }
    var start = Path.of(System.getProperty("humanlayer.root", "")).toAbsolutePath();
    for (Path at = start; at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(IN_PROJECT))) {
        return new InfraFiles(at.resolve(IN_PROJECT));
      }
    }
    throw new StartFailure(IN_PROJECT + " not found from " + start + " upward");
  }

  List<Path> kafkaLibraries() {
    return jars(root.resolve("kafka"));
  }

  Path connectPlugins() {
    return root.resolve("connect-plugins");
  }

  Path registry() {
    return root.resolve("registry");
  }

  /// The one archive for this platform.
  Path postgresArchive() {
    return list(root.resolve("postgres"), ".txz").getFirst();
  }

  Path postgresBinaries() {
    return root.resolve("postgres").resolve("unpacked");
  }

  Path aotCache(String name) {
    return root.resolve("aot").resolve(name + ".aot");
  }

  /// Sorted, because an AOT cache fits only the class path it was made with.
  static List<Path> jars(Path folder) {
    return list(folder, ".jar");
  }

  private static List<Path> list(Path folder, String ending) {
    try (var files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
