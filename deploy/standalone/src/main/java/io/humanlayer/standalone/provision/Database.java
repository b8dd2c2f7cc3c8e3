package io.humanlayer.standalone.provision;

import io.humanlayer.standalone.infrastructure.PostgresServer;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/// One database and the role that owns it, both of the same name.
///
/// @param relayed whether its journal leaves through logical decoding, for which the role needs
///   REPLICATION
public record Database(String name, String password, boolean relayed) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z_]{0,30}");
  private static final Pattern PASSWORD = Pattern.compile("[0-9A-Za-z]{16,128}");

  public Database {
    // Both are put into statements, where no parameter may stand.
    if (!NAME.matcher(name).matches() || !PASSWORD.matcher(password).matches()) {
      throw new IllegalArgumentException("not fit for a role: " + name);
    }
  }

  /// Creates what is missing and sets the password.
  public void ensure(PostgresServer server) {
    try (var connection = server.connect("postgres");
        var statement = connection.createStatement()) {
      if (!exists(statement, "select 1 from pg_roles where rolname = '" + name + "'")) {
        statement.execute("create role " + name + " login" + (relayed ? " replication" : ""));
      }
      statement.execute("alter role " + name + " password '" + password + "'");
      if (!exists(statement, "select 1 from pg_database where datname = '" + name + "'")) {
        statement.execute("create database " + name + " owner " + name);
      }
      statement.execute("revoke connect, temporary on database " + name + " from public");
    } catch (SQLException e) {
      throw new ProvisionFailure("database " + name + ": " + e.getMessage(), e);
    }
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (var rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }
}
