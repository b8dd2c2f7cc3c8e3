package io.humanlayer.benchmarks;

import io.humanlayer.demo.AgentApi;
import io.humanlayer.demo.Answer;
import java.time.Duration;

/// A request that policy decides alone, asked with `wait` by one client, one after the other: from
/// the call until the decision is in the answer.
final class AutomaticPath {

  private static final Duration WAIT = Duration.ofSeconds(20);
  private static final String REQUEST =
      """
      {"operation":"fetch_weather","arguments":{"city":"Bari"}}""";

  private final AgentApi agent;

  AutomaticPath(AgentApi agent) {
    this.agent = agent;
  }

  void run(int count, Latencies latencies) {
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      Answer answer = agent.ask(REQUEST, null, WAIT).orThrow();
      latencies.add(System.nanoTime() - start);
      if (!"approved".equals(answer.json().path("status").asText())) {
        throw new IllegalStateException("not decided automatically: " + answer.text());
      }
    }
  }
}
