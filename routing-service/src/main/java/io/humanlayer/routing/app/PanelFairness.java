package io.humanlayer.routing.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.routing.app.Workloads.Share;
import io.humanlayer.routing.core.matching.Fairness;
import io.humanlayer.routing.core.schedules.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How evenly the work of a panel was spread in the last week.
@ApplicationScoped
public class PanelFairness {

  public static final Duration WEEK = Duration.ofDays(7);

  private final Workloads workloads;
  private final Clock clock;

  public PanelFairness(Workloads workloads, Clock clock) {
    this.workloads = workloads;
    this.clock = clock;
  }

  /// @param index Jain's, from 1 down to 1/n
  /// @param alert whether somebody should look
  public record Report(Span week, double index, boolean alert, List<Share> shares) {}

  public Report of(OrganisationId organisation, String panel) {
    Instant now = clock.instant();
    var week = new Span(now.minus(WEEK), now);
    List<Share> shares = workloads.shares(organisation, panel, week);
    double index = Fairness.jain(shares.stream().map(Share::ratio).toList());
    return new Report(week, index, index < Fairness.ALERT, shares);
  }

  /// In how many panels somebody should look.
  public long unfair() {
    Instant now = clock.instant();
    return workloads.panels(new Span(now.minus(WEEK), now)).stream()
        .filter(it -> of(it.organisation(), it.panel()).alert())
        .count();
  }
}
