package io.humanlayer.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// A million timers of cases that nobody waits for, due in a month; gone when closed.
final class TimerCrowd implements AutoCloseable {

  private static final int CASES = 1_000;
  private static final int TIMERS_OF_A_CASE = 1_000;

  private final Connection routing;

  private TimerCrowd(Connection routing) {
    this.routing = routing;
  }

  static TimerCrowd in(Path home, Properties ports) throws IOException, SQLException {
    Properties secrets = CaseBench.properties(home.resolve("secrets.properties"));
    var crowd =
        new TimerCrowd(
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + ports.getProperty("postgres") + "/routing",
                "routing",
                secrets.getProperty("database.routing")));
    crowd.run("delete from timer where case_id in (select id from case_view where org = 'crowd')");
    crowd.run("delete from case_view where org = 'crowd'");
    crowd.run(
        """
        insert into case_view (id, org, agent, operation, tier, status, opened_at, deadline)
        select gen_random_uuid(), 'crowd', 'nobody', 'wait', 'standard', 'offered', now(),
               now() + interval '30 days' from generate_series(1, %d)
        """
            .formatted(CASES));
    crowd.run(
        """
        insert into timer (case_id, kind, seq, epoch, due_at)
        select c.id, 'OFFER', n, 0, now() + interval '30 days' + n * interval '1 second'
        from case_view c, generate_series(1, %d) n where c.org = 'crowd'
        """
            .formatted(TIMERS_OF_A_CASE));
    return crowd;
  }

  int size() {
    return CASES * TIMERS_OF_A_CASE;
  }

  private void run(String sql) throws SQLException {
    try (var statement = routing.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    try (routing) {
      run("delete from timer where case_id in (select id from case_view where org = 'crowd')");
      run("delete from case_view where org = 'crowd'");
    }
  }
}
