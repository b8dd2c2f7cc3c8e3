package io.humanlayer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.app.LimitTable;
import io.humanlayer.policy.core.policy.Demand;
import io.humanlayer.policy.outbound.SqlLimits;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// Limits on a real database: two instances of the store stand for two engines.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class LimitTableTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final String POLICY = "organisation/baseline";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @Inject AvroWire wire;
  @Inject Jdbi jdbi;

  private final OrganisationId org =
      new OrganisationId("l" + UUID.randomUUID().toString().substring(0, 8));

  private List<LimitTable> twoEngines() {
    return List.of(new SqlLimits(jdbi), new SqlLimits(jdbi));
  }

  private static RequestId aRequest() {
    return new RequestId(UUID.randomUUID());
  }

  private static Demand of(String limit, String key, int amount) {
    return new Demand(limit, key, BigDecimal.valueOf(amount), HOUR);
  }

  @Test
  void of_many_requests_at_once_no_two_miss_each_other() throws Exception {
    var engines = twoEngines();
    var requests = IntStream.range(0, 300).mapToObj(_ -> aRequest()).toList();
    var work = new ArrayList<Callable<BigDecimal>>();
    for (int i = 0; i < requests.size(); i++) {
      var request = requests.get(i);
      for (var engine : engines) {
        // Both engines have each request, as around a rebalance; both limits by the same key.
        work.add(
            () ->
                engine
                    .count(
                        org,
                        POLICY,
                        request,
                        Intake.NOON,
                        List.of(of("n", "all", 1), of("sum", "all", 10)))
                    .get("n"));
      }
    }
    Collections.shuffle(work, new Random(3));
    var seen = new ArrayList<Integer>();
    try (var threads = Executors.newFixedThreadPool(16)) {
      for (var answer : threads.invokeAll(work)) {
        seen.add(answer.get().intValueExact());
      }
    }
    // Each position was seen by exactly one request, and by it both times.
    Collections.sort(seen);
    assertThat(seen)
        .isEqualTo(
            IntStream.rangeClosed(1, requests.size())
                .flatMap(n -> IntStream.of(n, n))
                .boxed()
                .toList());
    var next = engines.getFirst().peek(org, POLICY, Intake.NOON, List.of(of("sum", "all", 10)));
    assertThat(next.get("sum")).isEqualByComparingTo("3010");
  }

  @Test
  void counting_and_releasing_at_once_never_leaves_a_released_request_counted() throws Exception {
    var engines = twoEngines();
    var requests = IntStream.range(0, 200).mapToObj(_ -> aRequest()).toList();
    var work = new ArrayList<Callable<Integer>>();
    for (var request : requests) {
      work.add(
          () ->
              engines
                  .get(0)
                  .count(org, POLICY, request, Intake.NOON, List.of(of("n", "k", 1)))
                  .size());
      work.add(
          () -> {
            engines.get(1).release(List.of(request), Intake.NOON);
            return 1;
          });
    }
    try (var threads = Executors.newFixedThreadPool(16)) {
      for (var answer : threads.invokeAll(work)) {
        assertThat(answer.get()).isEqualTo(1);
      }
    }
    assertThat(engines.getFirst().peek(org, POLICY, Intake.NOON, List.of(of("n", "k", 0))).get("n"))
        .isEqualByComparingTo("0");
  }

  /// What the table must say, kept in the simplest way there is.
  private static final class Ledger {
    private record Entry(RequestId request, String limit, String key, Instant at, int amount) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Integer> answers = new HashMap<>();
    private final Set<RequestId> released = new HashSet<>();

    int total(String limit, String key, Instant at) {
      return entries.stream()
          .filter(e -> e.limit().equals(limit) && e.key().equals(key))
          .filter(e -> e.at().isAfter(at.minus(HOUR)) && !released.contains(e.request()))
          .mapToInt(Entry::amount)
          .sum();
    }

    int count(RequestId request, String limit, String key, Instant at, int amount) {
      return answers.computeIfAbsent(
          request + limit,
          _ -> {
            int seen = total(limit, key, at) + amount;
            entries.add(new Entry(request, limit, key, at, amount));
            return seen;
          });
    }
  }

  @Test
  void whatever_is_counted_repeated_and_released_in_whatever_order_the_totals_are_right() {
    for (long seed = 0; seed < 6; seed++) {
      walk(seed);
    }
  }

  private void walk(long seed) {
    var random = new Random(seed);
    var engines = twoEngines();
    var ledger = new Ledger();
    var policy = POLICY + seed;
    record Sent(RequestId request, Instant at, List<Demand> demands) {}
    var sent = new ArrayList<Sent>();
    for (int step = 0; step < 120; step++) {
      var engine = engines.get(random.nextInt(2));
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          boolean again = !sent.isEmpty() && random.nextInt(3) == 0;
          var next =
              again
                  ? sent.get(random.nextInt(sent.size()))
                  : new Sent(
                      aRequest(),
                      Intake.NOON.plusSeconds(random.nextInt(7_200)),
                      List.of(
                          of("sum", "agent-" + random.nextInt(2), random.nextInt(100)),
                          of("n", "org", 1)));
          sent.add(next);
          var seen = engine.count(org, policy, next.request(), next.at(), next.demands());
          for (var demand : next.demands()) {
            int expected =
                ledger.count(
                    next.request(),
                    demand.limit(),
                    demand.key(),
                    next.at(),
                    demand.amount().intValue());
            assertThat(seen.get(demand.limit()))
                .as("seed %d step %d %s", seed, step, demand)
                .isEqualByComparingTo(BigDecimal.valueOf(expected));
          }
        }
        case 2 -> {
          var request =
              sent.isEmpty() || random.nextInt(3) == 0
                  ? aRequest()
                  : sent.get(random.nextInt(sent.size())).request();
          ledger.released.add(request);
          engine.release(List.of(request), Intake.NOON);
          if (sent.stream().noneMatch(s -> s.request().equals(request))) {
            // It ended before anybody counted it, and is counted later.
            sent.add(new Sent(request, Intake.NOON, List.of(of("n", "org", 1))));
          }
        }
        default -> {
          var at = Intake.NOON.plusSeconds(random.nextInt(7_200));
          var total = engine.peek(org, policy, at, List.of(of("n", "org", 0))).get("n");
          assertThat(total)
              .as("seed %d step %d", seed, step)
              .isEqualByComparingTo(BigDecimal.valueOf(ledger.total("n", "org", at)));
        }
      }
    }
  }

  private static final String LIMITED =
      Engine.policy(
              "ruling: ARBITRIUM, onError: ARBITRIUM, onInvalidArgs: DENY",
              "spend: {for: [pay], sum: args.amount, by: [agent.id], window: PT1H}",
              """
              - {id: small, for: [pay], when: args.amount <= 100, ruling: ALLOW}
              - {id: over, for: [pay], when: limits.spend > 1000, ruling: DENY}
              """)
          .replace("organisation: acme, name: test", "organisation: thrifty, name: limited");

  @Test
  void what_policy_denies_or_a_human_rejects_does_not_count() {
    try (var kafka = new TestKafka(servers)) {
      var intake = new Intake(kafka, wire, "thrifty");
      intake.publish(LIMITED, 1);
      var agent = "spender-" + UUID.randomUUID();

      assertThat(pay(kafka, intake, agent, "90")).isEqualTo("ALLOW 90");
      assertThat(pay(kafka, intake, agent, "950")).isEqualTo("DENY 1040");
      assertThat(pay(kafka, intake, agent, "10")).isEqualTo("ALLOW 100");
      var asked = UUID.randomUUID();
      assertThat(pay(kafka, intake, agent, asked, "800")).isEqualTo("ARBITRIUM 900");
      assertThat(pay(kafka, intake, agent, "50")).isEqualTo("ALLOW 950");

      reject(intake, asked, agent);

      Await.until(
          () ->
              new SqlLimits(jdbi)
                      .peek(
                          new OrganisationId("thrifty"),
                          "organisation/limited",
                          Intake.NOON,
                          List.of(of("spend", agent, 0)))
                      .get("spend")
                      .intValue()
                  == 150);
      assertThat(pay(kafka, intake, agent, "60")).isEqualTo("ALLOW 210");
      // The rejected one again: what it saw then is what it sees now.
      assertThat(pay(kafka, intake, agent, asked, "800")).isEqualTo("ARBITRIUM 900");
      assertThat(pay(kafka, intake, agent, "1")).isEqualTo("ALLOW 211");
    }
  }

  private String pay(TestKafka kafka, Intake intake, String agent, String amount) {
    return pay(kafka, intake, agent, UUID.randomUUID(), amount);
  }

  private String pay(TestKafka kafka, Intake intake, String agent, UUID request, String amount) {
    var arguments = "{\"amount\":\"" + amount + "\",\"currency\":\"EUR\"}";
    intake.submit(request, agent, "pay", arguments, Intake.NOON, "limited", 1);
    var message = kafka.await("hl.rulings.v1", request.toString());
    var ruled = wire.decode("io.humanlayer.rulings.Ruled", message.value());
    var limit = ruled.records("limits").getFirst();
    assertThat(limit.text("name")).isEqualTo("organisation/limited/spend");
    return ruled.text("ruling") + " " + limit.text("value");
  }

  private void reject(Intake intake, UUID request, String agent) {
    var event = "io.humanlayer.decisions.Decided";
    intake
        .kafka()
        .produce(
            "hl.decisions.v1",
            request.toString(),
            Intake.envelope(Contracts.type(event), request).headers(),
            wire.encode(
                "hl.decisions.v1",
                EventBody.of(event, intake.decided(request, agent, "pay", "REJECTED"))));
  }
}
