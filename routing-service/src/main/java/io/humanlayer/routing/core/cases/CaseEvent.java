package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.SentinelId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has happened in a case.
public sealed interface CaseEvent {

  record Opened(Matter matter) implements CaseEvent {}

  record OfferMade(Offer offer) implements CaseEvent {}

  /// The seats of `panel` cannot all be filled with the Sentinels there are.
  record Unroutable(String panel, Instant at) implements CaseEvent {}

  record DossierViewed(SentinelId sentinel, String viewDigest, Instant at) implements CaseEvent {}

  /// @param reason without its text, which only the Decision carries
  /// @param viewDigest of what the Sentinel had last been shown
  record VerdictGiven(
      Verdict verdict, ActionDigest actionDigest, Reason reason, @Nullable String viewDigest)
      implements CaseEvent {
    public VerdictGiven {
      if (reason.text() != null) {
        throw new IllegalArgumentException("a verdict's text is not recorded with it");
      }
    }

    boolean repeatedBy(CaseCommand.GiveVerdict give) {
      return verdict.kind() == give.kind()
          && actionDigest.equals(give.actionDigest())
          && reason.equals(give.reason().withoutText());
    }
  }

  /// The one binding outcome.
  ///
  /// @param verdicts those that it rests on, one for each seat
  /// @param usableUntil for an approval only
  record Decided(
      DecisionRequest request,
      Ruling ruling,
      Tier tier,
      DecisionOutcome outcome,
      Basis basis,
      List<Verdict> verdicts,
      Reason reason,
      Instant decidedAt,
      @Nullable Instant usableUntil)
      implements CaseEvent {
    public Decided {
      verdicts = List.copyOf(verdicts);
      if ((outcome == DecisionOutcome.APPROVED) != (usableUntil != null)) {
        throw new IllegalArgumentException("an approval, and nothing else, can be used");
      }
    }
  }

  record Closed(DecisionOutcome outcome, Instant at) implements CaseEvent {}
}
