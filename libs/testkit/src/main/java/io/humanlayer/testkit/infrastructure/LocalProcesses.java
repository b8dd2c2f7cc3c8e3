package io.humanlayer.testkit.infrastructure;

import io.humanlayer.standalone.infrastructure.InfraFiles;
import io.humanlayer.standalone.infrastructure.KafkaBroker;
import io.humanlayer.standalone.infrastructure.Ports;
import io.humanlayer.standalone.infrastructure.PostgresServer;
import io.humanlayer.standalone.infrastructure.SchemaRegistry;
import io.humanlayer.standalone.infrastructure.Server;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// The three servers as processes of this machine, on free ports, in a folder that ends with them.
record LocalProcesses(
    Path folder, KafkaBroker broker, PostgresServer postgres, SchemaRegistry schemas)
    implements Infrastructure {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String NAME = "service";
  private static final String PASSWORD = "only-for-this-test";

  static LocalProcesses start() {
    try {
      Path folder = Files.createTempDirectory("humanlayer-test-");
      InfraFiles files = InfraFiles.locate();
      LocalProcesses all =
          new LocalProcesses(
              folder,
              new KafkaBroker(files, folder.resolve("kafka"), KafkaBroker.Listeners.free()),
              new PostgresServer(files, folder.resolve("postgres"), Ports.free()),
              new SchemaRegistry(
                  files,
                  folder.resolve("registry"),
                  Ports.free(),
                  new SchemaRegistry.Storage.InMemory()));
      all.run();
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run() {
    // A test run that is interrupted must not leave processes behind.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    try {
      servers().forEach(Server::start);
      servers().forEach(server -> server.waitReady(LIMIT));
      createDatabase();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void createDatabase() {
    try (var connection = postgres.connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute("create role " + NAME + " login password '" + PASSWORD + "'");
      statement.execute("create database " + NAME + " owner " + NAME);
    } catch (SQLException e) {
      throw new IllegalStateException("the test database cannot be created", e);
    }
  }

  private List<Server> servers() {
    return List.of(postgres, broker, schemas);
  }

  @Override
  public String kafka() {
    return broker.bootstrap();
  }

  @Override
  public String registry() {
    return schemas.url().toString();
  }

  @Override
  public Database database() {
    return new Database(postgres.jdbcUrl(NAME), NAME, PASSWORD);
  }

  @Override
  public void close() {
    servers().forEach(Server::stop);
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        files.map(Path::toFile).sorted(Comparator.reverseOrder()).forEach(File::delete);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
