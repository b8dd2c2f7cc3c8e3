package io.humanlayer.standalone.infrastructure;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Apicurio Registry, spoken to through its Confluent-compatible API.
///
/// It is a Quarkus application, run from a flat class path rather than through its own class
/// loader: that starts faster and lets an AOT cache cover it.
public final class SchemaRegistry extends Server {

  /// Where the registry keeps its schemas.
  public sealed interface Storage {

    /// Forgotten when the process ends.
    record InMemory() implements Storage {}

    record Postgres(String jdbcUrl, String user, String password) implements Storage {}
  }

  private final InfraFiles files;
  private final Storage storage;

  public SchemaRegistry(InfraFiles files, Path folder, int port, Storage storage) {
    super("registry", folder, port);
    this.files = files;
    this.storage = storage;
  }

  @Override
  protected Child launch() {
    var flags = new ArrayList<>(List.of(JavaProgram.QUICK_START));
    flags.addAll(List.of("-Xms96m", "-Xmx384m"));
    flags.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    flags.add("-Dquarkus.http.host=127.0.0.1");
    flags.add("-Dquarkus.http.port=" + port());
    // Its health and metrics have a port of their own, fixed unless it is said otherwise.
    flags.add("-Dquarkus.management.host=127.0.0.1");
    flags.add("-Dquarkus.management.port=0");
    flags.add("-Dquarkus.log.level=WARN");
    flags.add("-Dquarkus.banner.enabled=false");
    var program =
        JavaProgram.ofClassPath(
            flags, classPath(), "io.quarkus.runner.GeneratedMain", files.aotCache(name()));
    return Child.start(name(), log(), program.command(), environment());
  }

  /// In the environment, so that no password shows in the list of processes.
  private Map<String, String> environment() {
    return switch (storage) {
      case Storage.InMemory _ -> Map.of();
      case Storage.Postgres postgres ->
          Map.of(
              "APICURIO_STORAGE_KIND", "sql",
              "APICURIO_STORAGE_SQL_KIND", "postgresql",
              "APICURIO_DATASOURCE_URL", postgres.jdbcUrl(),
              "APICURIO_DATASOURCE_USERNAME", postgres.user(),
              "APICURIO_DATASOURCE_PASSWORD", postgres.password());
    };
  }

  private List<Path> classPath() {
    var root = files.registry();
    var all = new ArrayList<Path>();
    all.add(root.resolve("quarkus/transformed-bytecode.jar"));
    all.add(root.resolve("quarkus/generated-bytecode.jar"));
    all.addAll(InfraFiles.jars(root.resolve("app")));
    all.addAll(InfraFiles.jars(root.resolve("lib/boot")));
    all.addAll(InfraFiles.jars(root.resolve("lib/main")));
    return all;
  }

  @Override
  protected Child.Probe probe() {
    return HttpProbe.local(port(), "/apis/ccompat/v7/subjects");
  }

  /// The base address of the Confluent-compatible API.
  public URI url() {
    return URI.create("http://127.0.0.1:" + port() + "/apis/ccompat/v7");
  }
}
