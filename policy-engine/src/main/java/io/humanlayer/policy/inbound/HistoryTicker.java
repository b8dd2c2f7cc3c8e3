package io.humanlayer.policy.inbound;

import io.humanlayer.policy.app.History;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Forgets requests that are older than history is kept.
@ApplicationScoped
public class HistoryTicker {

  private final History history;
  private final Clock clock;
  private final Duration kept;

  public HistoryTicker(
      History history,
      Clock clock,
      @ConfigProperty(name = "humanlayer.history.kept-for") Duration kept) {
    this.history = history;
    this.clock = clock;
    this.kept = kept;
  }

  @Scheduled(every = "1h", delayed = "2m")
  void tick() {
    history.forget(clock.instant().minus(kept));
  }
}
