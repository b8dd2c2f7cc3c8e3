package io.humanlayer.benchmarks.ledger;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jdbi.v3.core.ConnectionFactory;

/// Keeps connections open between uses, as the service's own pool does.
final class ConnectionPool implements ConnectionFactory {

  private final String url;
  private final String user;
  private final String password;
  private final ConcurrentLinkedQueue<Connection> idle = new ConcurrentLinkedQueue<>();

  ConnectionPool(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  @Override
  public Connection openConnection() throws SQLException {
    Connection kept = idle.poll();
    return kept == null ? DriverManager.getConnection(url, user, password) : kept;
  }

  @Override
  public void closeConnection(Connection connection) {
    idle.add(connection);
  }
}
