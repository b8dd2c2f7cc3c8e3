package io.humanlayer.benchmarks;

import io.humanlayer.demo.AgentApi;
import io.humanlayer.demo.Answer;
import io.humanlayer.demo.Installation;
import io.humanlayer.demo.SentinelApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// `./humanlayer bench cases`: cases opened and settled per second by several clients, the time
/// from the request to the first offer, and how late deadlines are while a million timers wait.
final class CaseBench {

  private static final int CLIENTS = 8;
  private static final int CASES = 400;
  private static final int DUE = 200;
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AgentApi agent;
  private final SentinelApi sentinel;

  private CaseBench(Installation system) {
    this.agent = new AgentApi(system.edge(), system.apiKey());
    this.sentinel = system.sentinel("ada");
  }

  /// @param home the folder of the running system
  static void run(Path home) throws IOException, SQLException, InterruptedException {
    var bench = new CaseBench(Installation.in(home));
    System.out.printf("opening and settling %d cases with %d clients …%n", CASES, CLIENTS);
    var offered = new Latencies();
    long start = System.nanoTime();
    for (long took : bench.together(CASES, bench::openedAndSettled)) {
      offered.add(took);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT, "%n%.1f cases opened and settled per second%n%n", CASES / seconds);
    System.out.printf("%-52s %6s   %7s   %7s   %7s%n", "ms", "n", "p50", "p90", "p99");
    System.out.println(offered.line("POST /v1/requests → the Sentinel can open the case"));

    var late = new Latencies();
    try (var crowd = TimerCrowd.in(home, properties(home.resolve("ports.properties")))) {
      System.out.printf("%n%,d timers wait; letting %d deadlines pass …%n", crowd.size(), DUE);
      for (long took : bench.together(DUE, bench::expired)) {
        late.add(took);
      }
    }
    System.out.println(late.line("deadline → decided, beside the timers that wait"));
  }

  private List<Long> together(int count, Callable<Long> one) throws InterruptedException {
    var all = new ArrayList<Long>();
    try (var pool = Executors.newFixedThreadPool(CLIENTS)) {
      List<Callable<Long>> tasks = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        tasks.add(one);
      }
      for (var future : pool.invokeAll(tasks)) {
        all.add(future.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a case went wrong", e);
    }
    return all;
  }

  /// Returns how long it took until the Sentinel could open the case.
  private long openedAndSettled() {
    long start = System.nanoTime();
    String id = ask(null);
    Answer shown = sentinel.open(id);
    while (shown.status() != 200) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IllegalStateException("nobody was asked: " + shown.text());
      }
      shown = sentinel.open(id);
    }
    long offered = System.nanoTime() - start;
    String digest = shown.json().path("action_digest").asText();
    sentinel.verdict(id, "approve", digest, "measured").orThrow();
    return offered;
  }

  /// Returns how late the case was closed.
  private long expired() {
    Instant deadline = Instant.now().plus(DEADLINE);
    String id = ask(deadline);
    Answer seen = agent.look(id, PATIENCE).orThrow();
    Instant decided = Instant.parse(seen.json().path("decided_at").asText());
    return Math.max(0, Duration.between(deadline, decided).toNanos());
  }

  private String ask(@Nullable Instant expiresAt) {
    String until = expiresAt == null ? "" : ",\"expires_at\":\"" + expiresAt + "\"";
    String body =
        """
        {"operation":"send_email","arguments":{"to":["a@acme.example"],"subject":"s","body":"b"}%s}\
        """
            .formatted(until);
    return agent.ask(body, null, Duration.ZERO).orThrow().json().path("id").asText();
  }

  static Properties properties(Path file) throws IOException {
    var properties = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    return properties;
  }
}
