package io.humanlayer.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;

/// A million open cases that nobody waits for, each with a timer due in a month; gone when closed.
final class TimerCrowd implements AutoCloseable {

  private static final int CASES = 1_000_000;

  private final Connection routing;

  /// @param routing a connection to the tables of the routing-service, which stays open
  TimerCrowd(Connection routing) throws SQLException {
    this.routing = routing;
    clear();
    run(
        """
        insert into case_view (id, org, agent, operation, tier, status, opened_at, deadline)
        select gen_random_uuid(), 'crowd', 'nobody', 'wait', 'standard', 'offered', now(),
               now() + interval '30 days' from generate_series(1, %d)
        """
            .formatted(CASES));
    run(
        """
        insert into timer (case_id, kind, due_at)
        select id, 'DEADLINE', now() + interval '30 days' + random() * interval '1 day'
        from case_view where org = 'crowd'
        """);
    run("analyze case_view, timer");
  }

  int size() {
    return CASES;
  }

  private void clear() throws SQLException {
    run("delete from timer where case_id in (select id from case_view where org = 'crowd')");
    run("delete from case_view where org = 'crowd'");
  }

  private void run(String sql) throws SQLException {
    try (var statement = routing.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    clear();
  }
}
