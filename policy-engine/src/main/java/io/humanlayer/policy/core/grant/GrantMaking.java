package io.humanlayer.policy.core.grant;

import io.humanlayer.policy.core.history.HistoryEntry.GrantTerms;
import io.humanlayer.policy.core.requirement.GrantCeiling;
import java.time.Instant;
import java.util.Optional;

/// How far a grant may reach, given what its Sentinels proposed and what the rules permit.
public record GrantMaking(int uses, Instant until) {

  /// The narrower of both; nothing where that leaves no use or no time.
  public static Optional<GrantMaking> of(
      GrantTerms proposed, GrantCeiling ceiling, Instant decidedAt) {
    int uses = Math.min(proposed.uses(), ceiling.uses());
    var latest = decidedAt.plus(ceiling.max());
    var until = proposed.until().isBefore(latest) ? proposed.until() : latest;
    return uses < 1 || !until.isAfter(decidedAt)
        ? Optional.empty()
        : Optional.of(new GrantMaking(uses, until));
  }
}
