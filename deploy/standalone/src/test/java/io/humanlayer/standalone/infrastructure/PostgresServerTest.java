package io.humanlayer.standalone.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

  private static final Duration START = Duration.ofMinutes(1);

  @Test
  void what_was_committed_is_there_after_a_kill_and_durability_is_on(@TempDir Path folder)
      throws Exception {
    try (var server = new PostgresServer(InfraFiles.locate(), folder, Ports.free())) {
      server.start();
      server.waitReady(START);
      try (var connection = server.connect("postgres");
          var statement = connection.createStatement()) {
        statement.execute("create table kept (n int)");
        statement.execute("insert into kept values (42)");
      }

      Killed.now(server);
      server.start();
      server.waitReady(START);

      try (var connection = server.connect("postgres")) {
        assertThat(single(connection, "select n::text from kept")).isEqualTo("42");
        assertThat(single(connection, "show fsync")).isEqualTo("on");
        assertThat(single(connection, "show full_page_writes")).isEqualTo("on");
        assertThat(single(connection, "show synchronous_commit")).isEqualTo("on");
        assertThat(single(connection, "show wal_level")).isEqualTo("logical");
      }
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.jdbcUrl("postgres"), "postgres", "wrong"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
  }

  private static String single(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
