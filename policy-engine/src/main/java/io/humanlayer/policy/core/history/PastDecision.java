package io.humanlayer.policy.core.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a request ended.
///
/// @param verdicts what each Sentinel said, none where no human was asked
public record PastDecision(
    Outcome outcome,
    Basis basis,
    Instant decidedAt,
    @Nullable String reasonCode,
    List<PastVerdict> verdicts) {

  /// The binding outcome.
  public enum Outcome {
    APPROVED,
    APPROVED_WITH_EDITS,
    REJECTED,
    ANSWERED,
    EXPIRED,
    CANCELLED;

    /// Whether the Action could be carried out.
    public boolean approves() {
      return this == APPROVED || this == APPROVED_WITH_EDITS;
    }

    /// Whether the request ended without leave: what it reserved is free again.
    public boolean ends() {
      return this == REJECTED || this == EXPIRED || this == CANCELLED;
    }
  }

  /// On whose word.
  public enum Basis {
    POLICY,
    SENTINEL,
    GRANT,
    TIMEOUT
  }

  /// One Sentinel's answer.
  public record PastVerdict(String sentinel, String panel, String verdict, Instant at) {}

  public PastDecision {
    verdicts = List.copyOf(verdicts);
  }

  /// Whether a human said no.
  public boolean rejectedByHuman() {
    return outcome == Outcome.REJECTED && basis == Basis.SENTINEL;
  }

  /// Whether humans said yes.
  public boolean approvedByHuman() {
    return outcome.approves() && basis == Basis.SENTINEL;
  }
}
