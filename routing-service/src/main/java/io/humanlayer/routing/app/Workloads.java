package io.humanlayer.routing.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.schedules.Span;
import java.time.Duration;
import java.util.List;

/// How much Sentinels were asked.
public interface Workloads {

  /// What one Sentinel has done in one panel.
  ///
  /// @param assigned how long cases of the panel were theirs to answer
  /// @param available how long they were on duty; all the time if the panel has no schedule
  record Share(SentinelId sentinel, Duration assigned, Duration available) {

    public double ratio() {
      return available.isZero() ? 0 : (double) assigned.toMillis() / available.toMillis();
    }
  }

  /// A panel of an Organisation.
  record OrganisationPanel(OrganisationId organisation, String panel) {}

  /// One for each who was asked in the panel, or on duty for it.
  List<Share> shares(OrganisationId organisation, String panel, Span span);

  /// The panels in which anybody was asked.
  List<OrganisationPanel> panels(Span span);
}
