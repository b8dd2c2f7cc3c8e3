package io.humanlayer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.core.policy.Demand;
import io.humanlayer.policy.outbound.SqlLimits;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// What a limit costs: rows per request, as they are, beside totals per minute, on the same
/// database in the same run. The figures of ADR 17 come from here.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@EnabledIfSystemProperty(
    named = "humanlayer.measure",
    matches = "limits",
    disabledReason = "it measures, and proves nothing: -Dhumanlayer.measure=limits")
class LimitCostTest {

  private static final Logger LOG = Logger.getLogger(LimitCostTest.class);
  private static final OrganisationId ORG = new OrganisationId("costs");
  private static final int ROUNDS = 400;
  private static final int THREADS = 8;

  @Inject Jdbi jdbi;

  @Test
  void rows_beside_buckets() throws Exception {
    jdbi.useHandle(
        handle ->
            handle
                .createScript(
                    """
                    create table cost_bucket (key text, minute timestamptz, total numeric,
                                              primary key (key, minute));
                    create table cost_answer (request_id uuid primary key, seen numeric);
                    """)
                .execute());
    for (int size : new int[] {10, 1_000, 10_000, 100_000}) {
      String key = "agent-" + size;
      fill(key, size);
      measure("rows", size, () -> rows(key));
      measure("buckets", size, () -> buckets(key));
    }
    contend("rows", () -> rows("agent-1000"));
    contend("buckets", () -> buckets("agent-1000"));
    assertThat(rows("agent-10")).isPositive();
  }

  /// So many requests within the last hour.
  private void fill(String key, int size) {
    jdbi.useHandle(
        handle -> {
          handle.execute(
              """
              insert into limit_entry (org, policy, limit_name, request_id, key, at, amount, seen)
              select ?, 'organisation/p', 'hour', gen_random_uuid(), ?,
                     ?::timestamptz - (random() * 3500) * interval '1 second', 1, 1
              from generate_series(1, ?)
              """,
              ORG.value(),
              key,
              Intake.NOON.toString(),
              size);
          handle.execute(
              """
              insert into cost_bucket
              select key, date_trunc('minute', at), sum(amount) from limit_entry
              where key = ? group by 1, 2
              """,
              key);
          handle.execute("vacuum analyze limit_entry");
        });
  }

  private int rows(String key) {
    return new SqlLimits(jdbi)
        .count(
            ORG,
            "organisation/p",
            new RequestId(UUID.randomUUID()),
            Intake.NOON,
            List.of(new Demand("hour", key, BigDecimal.ONE, Duration.ofHours(1))))
        .get("hour")
        .intValue();
  }

  private int buckets(String key) {
    var request = UUID.randomUUID();
    return jdbi.inTransaction(
        handle -> {
          handle
              .createQuery("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
              .bind("key", key)
              .map((_, _) -> 0)
              .one();
          handle
              .createQuery("select seen from cost_answer where request_id = :request")
              .bind("request", request)
              .mapTo(BigDecimal.class)
              .findOne();
          var seen =
              handle
                  .createQuery(
                      "select coalesce(sum(total), 0) + 1 from cost_bucket"
                          + " where key = :key and minute > :since::timestamptz")
                  .bind("key", key)
                  .bind("since", Intake.NOON.minusSeconds(3_600).toString())
                  .mapTo(BigDecimal.class)
                  .one();
          handle.execute(
              """
              insert into cost_bucket values (?, date_trunc('minute', ?::timestamptz), 1)
              on conflict (key, minute) do update set total = cost_bucket.total + 1
              """,
              key,
              Intake.NOON.toString());
          handle.execute("insert into cost_answer values (?, ?)", request, seen);
          return seen.intValue();
        });
  }

  private static void measure(String what, int size, Callable<Integer> count) throws Exception {
    for (int i = 0; i < ROUNDS / 4; i++) {
      count.call();
    }
    var nanos = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      count.call();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    LOG.infof(
        "MEASURED %s, %d in the window: p50 %d us, p99 %d us per request",
        what, size, nanos[ROUNDS / 2] / 1_000, nanos[ROUNDS * 99 / 100] / 1_000);
  }

  private static void contend(String what, Callable<Integer> count) throws Exception {
    var work = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < ROUNDS * 2; i++) {
      work.add(count);
    }
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      long start = System.nanoTime();
      for (var done : threads.invokeAll(work)) {
        done.get();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      LOG.infof(
          "MEASURED %s, one key, %d threads: %.0f requests/s",
          what, THREADS, work.size() / seconds);
    }
  }
}
