package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.kernel.SentinelId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has happened in a case.
public sealed interface CaseEvent {

  /// Somebody takes or leaves a seat, or loses one.
  sealed interface Seat extends CaseEvent {
    SentinelId sentinel();

    Instant at();
  }

  /// The case comes further.
  sealed interface Step extends CaseEvent {
    Instant at();
  }

  /// Something becomes of the Decision.
  sealed interface Use extends CaseEvent {
    Instant at();
  }

  record Opened(Matter matter) implements CaseEvent {}

  record OfferMade(Offer offer) implements CaseEvent {}

  /// The seat went to somebody else.
  record OfferWithdrawn(int number, SentinelId sentinel, String panel, Instant at)
      implements Seat {}

  /// The offer was not answered in time.
  record OfferLapsed(int number, SentinelId sentinel, String panel, Instant at) implements Seat {}

  /// @param until when the seat is taken from them if they do not answer
  record Claimed(SentinelId sentinel, List<String> panels, Instant at, Instant until)
      implements Seat {
    public Claimed {
      panels = List.copyOf(panels);
    }
  }

  record Declined(SentinelId sentinel, Reason reason, Instant at) implements Seat {}

  record Released(SentinelId sentinel, Instant at) implements Seat {}

  record Recused(SentinelId sentinel, Reason reason, Instant at) implements Seat {}

  /// The seat was held for too long.
  record HoldLapsed(SentinelId sentinel, Instant at) implements Seat {}

  /// Whoever can be asked has been.
  record Searched(Instant at) implements Step {}

  /// Everybody is asked at once from now on.
  record Broadened(Instant at) implements Step {}

  /// The seats of `panel` cannot all be filled with the Sentinels there are.
  ///
  /// @param retryAt when somebody else comes on duty; none if nobody will
  record Unroutable(String panel, Instant at, @Nullable Instant retryAt) implements CaseEvent {}

  record DossierViewed(SentinelId sentinel, String viewDigest, Instant at) implements CaseEvent {}

  /// @param question in the Sentinel's words
  record InfoRequested(SentinelId sentinel, int number, String question, Instant at)
      implements Step {}

  record InfoGiven(int number, String digest, Instant at) implements Step {}

  /// @param reason without its text, which only the Decision carries
  /// @param viewDigest of what the Sentinel had last been shown
  record VerdictGiven(
      Verdict verdict,
      ActionDigest actionDigest,
      Reason reason,
      @Nullable String viewDigest,
      Terms terms)
      implements CaseEvent {
    public VerdictGiven {
      if (reason.text() != null) {
        throw new IllegalArgumentException("a verdict's text is not recorded with it");
      }
    }

    public VerdictGiven(
        Verdict verdict, ActionDigest actionDigest, Reason reason, @Nullable String viewDigest) {
      this(verdict, actionDigest, reason, viewDigest, Terms.NONE);
    }

    /// A signature is never a repetition: each is over an intent of its own.
    boolean repeatedBy(CaseCommand.GiveVerdict give) {
      return give.signed() == null
          && verdict.kind() == give.kind()
          && actionDigest.equals(give.actionDigest())
          && reason.equals(give.reason().withoutText())
          && terms.equals(give.terms());
    }
  }

  record VerdictUndone(SentinelId sentinel, Instant at) implements Seat {}

  /// The quorum is there, and binds when it has not been taken back by then.
  record QuorumReached(Settlement settlement, Reason reason, Instant at, Instant until)
      implements Step {}

  /// @param step counts the steps of the chain, from 1
  record Escalated(int step, String panel, Instant at) implements Step {}

  record DeadlineExtended(SentinelId sentinel, Instant deadline, Instant at) implements Step {}

  /// Nobody decided in time; now this panel decides alone.
  record Referred(Panel panel, Instant deadline, Instant at) implements Step {}

  /// One person approves alone.
  record GlassBroken(SentinelId sentinel, Reason reason, Instant at) implements Step {}

  /// The one binding outcome.
  ///
  /// @param verdicts those that it rests on, one for each seat
  /// @param edit the Action that is approved instead of the one asked for
  /// @param answer to what was asked
  /// @param grant that all who approved have proposed
  /// @param usableUntil for an approval only
  record Decided(
      DecisionRequest request,
      Ruling ruling,
      Tier tier,
      DecisionOutcome outcome,
      Basis basis,
      List<Verdict> verdicts,
      @Nullable Edit edit,
      @Nullable String answer,
      @Nullable Grant grant,
      Reason reason,
      Instant decidedAt,
      @Nullable Instant usableUntil)
      implements CaseEvent {
    public Decided {
      verdicts = List.copyOf(verdicts);
      if (outcome.approves() != (usableUntil != null)) {
        throw new IllegalArgumentException("an approval, and nothing else, can be used");
      }
    }
  }

  record Closed(DecisionOutcome outcome, Instant at) implements CaseEvent {}

  record Consumed(ActionDigest actionDigest, String executor, Instant at) implements Use {}

  record Lapsed(ActionDigest actionDigest, Instant at) implements Use {}

  /// @param successor the request that the Agent makes instead; none if it makes none
  record Revoked(
      ActionDigest actionDigest,
      String by,
      Reason reason,
      @Nullable RequestId successor,
      Instant at)
      implements Use {}

  record Reopened(String by, Reason reason, Instant at) implements Use {}
}
