package io.humanlayer.benchmarks;

import io.humanlayer.demo.AgentApi;
import io.humanlayer.demo.Answer;
import io.humanlayer.demo.Installation;
import io.humanlayer.demo.SentinelApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// `./humanlayer bench cases`: cases opened and settled per second by several clients, the time
/// from a ruling to its first offer, and how late deadlines are while a million open cases wait.
final class CaseBench {

  private static final int CLIENTS = 8;
  private static final int WARM_UP = 200;
  private static final int CASES = 1_000;
  private static final int DUE = 500;
  private static final int DUE_AT_ONCE = 100;
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// So that eight clients do not use up what they measure.
  private static final Duration LOOK = Duration.ofMillis(50);

  private static final int OPEN_AT_ONCE = 8;

  private final AgentApi agent;
  private final SentinelApi sentinel;

  private CaseBench(Installation system) {
    this.agent = new AgentApi(system.edge(), system.apiKey());
    this.sentinel = system.sentinel("ben");
  }

  /// @param home the folder of the running system
  static void run(Path home) throws IOException, SQLException, InterruptedException {
    var bench = new CaseBench(Installation.in(home));
    Properties ports = properties(home.resolve("ports.properties"));
    try (var routing = routing(home, ports);
        var rulings = new RulingTimes("127.0.0.1:" + ports.getProperty("kafka"))) {
      System.out.printf("warming up (%d cases) …%n", WARM_UP);
      bench.settled(WARM_UP);
      bench.settle(routing, rulings);
      bench.expire(routing);
    }
  }

  private void settle(Connection routing, RulingTimes rulings)
      throws SQLException, InterruptedException {
    System.out.printf("opening and settling %d cases with %d clients …%n", CASES, CLIENTS);
    long start = System.nanoTime();
    Set<UUID> settled = settled(CASES);
    double seconds = (System.nanoTime() - start) / 1e9;
    Map<UUID, Instant> ruled = rulings.of(settled);
    var offered = new Latencies();
    firstOffers(routing)
        .forEach(
            (id, at) -> {
              if (ruled.containsKey(id)) {
                offered.add(Duration.between(ruled.get(id), at).toNanos());
              }
            });
    System.out.printf(
        Locale.ROOT, "%n%.1f cases opened and settled per second%n%n", CASES / seconds);
    System.out.printf("%-52s %6s   %7s   %7s   %7s%n", "ms", "n", "p50", "p90", "p99");
    System.out.println(offered.line("ruling → first offer"));
  }

  private void expire(Connection routing) throws SQLException, InterruptedException {
    var late = new Latencies();
    System.out.printf("%nadding a crowd …%n");
    try (var crowd = new TimerCrowd(routing)) {
      System.out.printf("%,d cases are open; letting %d deadlines pass …%n", crowd.size(), DUE);
      expired().forEach(late::add);
    }
    System.out.println(late.line("deadline → decided, beside the cases that wait"));
  }

  /// Opens `count` cases and settles each as soon as it is in the Sentinel's list.
  private Set<UUID> settled(int count) throws InterruptedException {
    var room = new Semaphore(OPEN_AT_ONCE);
    Set<UUID> seen = ConcurrentHashMap.newKeySet();
    try (var asking = new Clients<String>(CLIENTS);
        var settling = new Clients<UUID>(CLIENTS)) {
      for (int i = 0; i < count; i++) {
        asking.run(
            () -> {
              room.acquire();
              return ask(null);
            });
      }
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (seen.size() < count) {
        for (var item : sentinel.cases().orThrow().json().path("items")) {
          var id = UUID.fromString(item.path("id").asText());
          if (seen.add(id)) {
            end = System.nanoTime() + PATIENCE.toNanos();
            settling.run(
                () -> {
                  settle(id.toString());
                  room.release();
                  return id;
                });
          }
        }
        if (System.nanoTime() > end) {
          throw new IllegalStateException((count - seen.size()) + " cases are asked of nobody");
        }
        LockSupport.parkNanos(LOOK.toNanos());
      }
      asking.await();
      settling.await();
    }
    return seen;
  }

  private void settle(String id) {
    String digest = sentinel.open(id).orThrow().json().path("action_digest").asText();
    sentinel.verdict(id, "approve", digest, "measured").orThrow();
  }

  /// How late each of the cases was closed that nobody decided, in nanoseconds.
  private List<Long> expired() throws InterruptedException {
    try (var clients = new Clients<Long>(DUE_AT_ONCE)) {
      for (int i = 0; i < DUE; i++) {
        clients.run(
            () -> {
              Instant deadline = Instant.now().plus(DEADLINE);
              String id = ask(deadline);
              Answer seen = agent.look(id, PATIENCE).orThrow();
              Instant decided = Instant.parse(seen.json().path("decided_at").asText());
              return Math.max(0, Duration.between(deadline, decided).toNanos());
            });
      }
      return clients.await();
    }
  }

  /// An action that the example policy always brings before a Sentinel, and never limits.
  private String ask(@Nullable Instant expiresAt) {
    String until = expiresAt == null ? "" : ",\"expires_at\":\"" + expiresAt + "\"";
    String body =
        """
        {"operation":"infra.scale",
         "arguments":{"environment":"prod","service":"web","from":3,"to":6}%s}"""
            .formatted(until);
    return agent.ask(body, null, Duration.ZERO).orThrow().json().path("id").asText();
  }

  private static Map<UUID, Instant> firstOffers(Connection routing) throws SQLException {
    var all = new HashMap<UUID, Instant>();
    try (var statement = routing.createStatement();
        var rows =
            statement.executeQuery("select case_id, min(made_at) from offer group by case_id")) {
      while (rows.next()) {
        all.put(rows.getObject(1, UUID.class), rows.getTimestamp(2).toInstant());
      }
    }
    return all;
  }

  private static Connection routing(Path home, Properties ports) throws IOException, SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + ports.getProperty("postgres") + "/routing",
        "routing",
        properties(home.resolve("secrets.properties")).getProperty("database.routing"));
  }

  private static Properties properties(Path file) throws IOException {
    var properties = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    return properties;
  }
}
