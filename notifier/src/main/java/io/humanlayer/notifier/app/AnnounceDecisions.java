package io.humanlayer.notifier.app;

import io.humanlayer.eventing.Cause;
import io.humanlayer.notifier.core.decision.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/// Owes every decision to the organisation's topic, and to the agent's callback if it named one.
@ApplicationScoped
public class AnnounceDecisions {

  private final DecisionBook book;
  private final Clock clock;

  public AnnounceDecisions(DecisionBook book, Clock clock) {
    this.book = book;
    this.clock = clock;
  }

  /// A decision and the message that brought it.
  public record Announcement(Decision decision, Cause cause) {}

  public void announce(List<Announcement> announcements) {
    book.enter(announcements, clock.instant());
  }
}
