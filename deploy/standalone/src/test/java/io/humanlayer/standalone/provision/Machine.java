package io.humanlayer.standalone.provision;

import io.humanlayer.standalone.infrastructure.ConnectWorker;
import io.humanlayer.standalone.infrastructure.InfraFiles;
import io.humanlayer.standalone.infrastructure.KafkaBroker;
import io.humanlayer.standalone.infrastructure.Ports;
import io.humanlayer.standalone.infrastructure.PostgresServer;
import io.humanlayer.standalone.infrastructure.SchemaRegistry;
import io.humanlayer.standalone.infrastructure.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// All four servers, started once for every test class that asks for them.
final class Machine implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(2);

  final PostgresServer postgres;
  final KafkaBroker kafka;
  final SchemaRegistry registry;
  final ConnectWorker connect;

  private Machine(Path folder) {
    var files = InfraFiles.locate();
    postgres = new PostgresServer(files, folder.resolve("postgres"), Ports.free());
    kafka = new KafkaBroker(files, folder.resolve("kafka"), KafkaBroker.Listeners.free());
    registry =
        new SchemaRegistry(
            files,
            folder.resolve("registry"),
            Ports.free(),
            new SchemaRegistry.Storage.Postgres(
                postgres.jdbcUrl("registry"), "registry", "registryregistry"));
    connect = new ConnectWorker(files, folder.resolve("connect"), Ports.free(), kafka.bootstrap());
    try {
      postgres.start();
      kafka.start();
      postgres.waitReady(START);
      new Database("registry", "registryregistry", false).ensure(postgres);
      registry.start();
      kafka.waitReady(START);
      connect.start();
      registry.waitReady(START);
      connect.waitReady(START);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public void close() {
    List.of(connect, registry, kafka, postgres).forEach(Server::stop);
  }

  /// Gives a test its machine.
  static final class Provided implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Machine.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(Machine.class))
          .computeIfAbsent(Machine.class, _ -> start(), Machine.class);
    }

    private static Machine start() {
      try {
        return new Machine(Files.createTempDirectory("humanlayer-machine"));
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
