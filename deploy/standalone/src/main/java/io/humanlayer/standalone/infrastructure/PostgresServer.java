package io.humanlayer.standalone.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// PostgreSQL with logical decoding and every durability switch on, reachable on the loopback
/// interface by password only.
///
/// @see <a href="https://www.postgresql.org/docs/18/runtime-config-wal.html">WAL settings</a>
public final class PostgresServer extends Server {

  public static final String SUPERUSER = "postgres";

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""),
          Map.entry("wal_level", "logical"),
          Map.entry("fsync", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("max_replication_slots", "16"),
          Map.entry("max_wal_senders", "16"),
          Map.entry("max_connections", "200"),
          Map.entry("password_encryption", "scram-sha-256"));

  private final InfraFiles files;

  /// @param folder where the data, the password and the log are kept
  public PostgresServer(InfraFiles files, Path folder, int port) {
    super("postgres", folder, port);
    this.files = files;
  }

  @Override
  protected Child launch() {
    new Archive(files.postgresArchive()).unpackTo(files.postgresBinaries());
    var data = folder().resolve("data");
    var user = Unprivileged.here(data);
    try {
      Files.createDirectories(folder());
      if (!Files.exists(data.resolve("PG_VERSION"))) {
        initialise(user, data);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    user.own(data);
    var words = new ArrayList<>(List.of(binary("postgres"), "-D", data.toString()));
    words.addAll(List.of("-p", Integer.toString(port())));
    SETTINGS.forEach((key, value) -> words.addAll(List.of("-c", key + "=" + value)));
    return Child.start(name(), log(), user.command(words), environment());
  }

  /// Into a folder of its own first, so that a half-made cluster is never taken for a whole one.
  private void initialise(Unprivileged user, Path data) throws IOException {
    var staging = folder().resolve("staging");
    if (Files.exists(staging)) {
      try (var old = Files.walk(staging)) {
        old.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
      }
    }
    Files.createDirectories(staging.resolve("data"));
    var mode = PosixFilePermissions.fromString("rwx------");
    Files.setPosixFilePermissions(staging.resolve("data"), mode);
    PrivateFile.write(staging.resolve("password"), password());
    user.own(staging);
    var words =
        List.of(
            binary("initdb"),
            "--pgdata=" + staging.resolve("data"),
            "--username=" + SUPERUSER,
            "--pwfile=" + staging.resolve("password"),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C");
    Child.start("initdb", log(), user.command(words), environment())
        .waitSuccess(Duration.ofMinutes(2));
    Files.move(staging.resolve("data"), data);
  }

  private String binary(String program) {
    return files.postgresBinaries().resolve("bin").resolve(program).toString();
  }

  private static Map<String, String> environment() {
    return Map.of("LC_ALL", "C", "TZ", "UTC");
  }

  @Override
  protected Child.Probe probe() {
    return () -> {
      try (var connection = connect("postgres");
          var statement = connection.createStatement()) {
        return statement.execute("select 1");
      }
    };
  }

  /// A connection of the superuser.
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), SUPERUSER, password());
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
  }

  public String password() {
    return PrivateFile.secret(folder().resolve("password"));
  }

  /// By SIGINT: a fast shutdown, which does not wait for clients as SIGTERM would.
  @Override
  protected void end(Child running) {
    var interrupt = List.of("kill", "-INT", Long.toString(running.pid()));
    Child.start("kill", log(), interrupt, Map.of());
    running.stopAfter(Duration.ofSeconds(20));
  }
}
