package io.humanlayer.routing.inbound.console;

import io.humanlayer.routing.app.CaseSummary;
import io.humanlayer.routing.core.cases.DecisionOutcome;
import io.humanlayer.routing.wire.Visible;
import java.time.Instant;

/// One case in the list.
///
/// @param when the time left, or the outcome
public record CaseLine(
    String id,
    Visible operation,
    Visible agent,
    String tier,
    String deadline,
    String deadlineIso,
    String when,
    boolean answered) {

  static CaseLine of(CaseSummary summary, Instant now) {
    String outcome = summary.outcome();
    return new CaseLine(
        summary.id().toString(),
        Visible.value(summary.operation()),
        Visible.value(summary.agent()),
        summary.tier(),
        Words.moment(summary.deadline()),
        summary.deadline().toString(),
        outcome == null
            ? Words.until(now, summary.deadline())
            : Words.outcome(DecisionOutcome.valueOf(outcome)),
        summary.answered());
  }
}
