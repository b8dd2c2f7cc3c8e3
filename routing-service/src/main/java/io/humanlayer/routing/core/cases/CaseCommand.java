package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.core.sentinels.Sentinel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be asked of a case. Each brings its instant; those of a Sentinel bring the record that
/// the register holds of them now.
public sealed interface CaseCommand {

  Instant at();

  /// Asked by a Sentinel.
  sealed interface BySentinel extends CaseCommand {
    Sentinel sentinel();
  }

  /// Asked by a timer that was armed for it.
  sealed interface ByTimer extends CaseCommand {
    TimerKind kind();

    int seq();

    int epoch();
  }

  /// A request reached Arbitrium.
  ///
  /// @param within how long people have, counted from `at`
  /// @param expiresAt when the request itself lapses; no deadline is later
  /// @param reviewOf the request whose decision is looked at again; none for a request of its own
  record Open(
      DecisionRequest request,
      @Nullable String target,
      String dossierDigest,
      Ruling ruling,
      Requirement requirement,
      ResponseForm response,
      Duration within,
      Instant expiresAt,
      @Nullable RequestId reviewOf,
      Instant at)
      implements CaseCommand {}

  /// Offer the seats to whoever of the candidates is eligible.
  ///
  /// @param pools one for each panel that was looked through
  record Route(List<Pool> pools, Instant at) implements CaseCommand {
    public Route {
      pools = List.copyOf(pools);
    }
  }

  /// The dossier is about to be shown.
  ///
  /// @param viewDigest of exactly what is shown
  record ShowDossier(Sentinel sentinel, String viewDigest, Instant at) implements BySentinel {}

  /// A Sentinel takes the seats that were offered to them.
  record Claim(Sentinel sentinel, Instant at) implements BySentinel {}

  /// A Sentinel turns an offer down.
  record Decline(Sentinel sentinel, Reason reason, Instant at) implements BySentinel {}

  /// A Sentinel gives a seat back; they may be asked again.
  record Release(Sentinel sentinel, Instant at) implements BySentinel {}

  /// A Sentinel may not decide here, and says why; they are not asked again.
  record Recuse(Sentinel sentinel, Reason reason, Instant at) implements BySentinel {}

  /// A Sentinel needs to know more from the Agent.
  record AskInfo(Sentinel sentinel, String question, Instant at) implements BySentinel {}

  /// The Agent answers the question with this number.
  ///
  /// @param digest of the answer, whose words are in the dossier
  record GiveInfo(int number, String digest, Instant at) implements CaseCommand {}

  /// A Sentinel answers.
  ///
  /// @param actionDigest of the Action they answer about
  /// @param terms what else the verdict says
  /// @param editRuling what policy says of the edit in `terms`; without it nothing is changed
  /// @param signed with a passkey; there if the assurance is that of one, and only then
  record GiveVerdict(
      Sentinel sentinel,
      VerdictKind kind,
      ActionDigest actionDigest,
      Reason reason,
      Assurance assurance,
      Terms terms,
      @Nullable EditRuling editRuling,
      Instant at,
      @Nullable Signed signed)
      implements BySentinel {
    public GiveVerdict {
      if ((assurance == Assurance.PASSKEY) != (signed != null)) {
        throw new IllegalArgumentException("the assurance of a passkey is its signature");
      }
    }

    /// A verdict that was not signed.
    public GiveVerdict(
        Sentinel sentinel,
        VerdictKind kind,
        ActionDigest actionDigest,
        Reason reason,
        Assurance assurance,
        Terms terms,
        @Nullable EditRuling editRuling,
        Instant at) {
      this(sentinel, kind, actionDigest, reason, assurance, terms, editRuling, at, null);
    }
  }

  /// A Sentinel takes their verdict back before it binds.
  record Undo(Sentinel sentinel, Instant at) implements BySentinel {}

  /// A Sentinel who holds a seat asks for more time.
  record Extend(Sentinel sentinel, Duration by, Instant at) implements BySentinel {}

  /// One person approves alone, in an emergency.
  record BreakGlass(
      Sentinel sentinel,
      ActionDigest actionDigest,
      Reason reason,
      Assurance assurance,
      Instant at,
      @Nullable Signed signed)
      implements BySentinel {
    public BreakGlass {
      if ((assurance == Assurance.PASSKEY) != (signed != null)) {
        throw new IllegalArgumentException("the assurance of a passkey is its signature");
      }
    }

    /// One that was not signed.
    public BreakGlass(
        Sentinel sentinel,
        ActionDigest actionDigest,
        Reason reason,
        Assurance assurance,
        Instant at) {
      this(sentinel, actionDigest, reason, assurance, at, null);
    }
  }

  /// The request is withdrawn.
  ///
  /// @param by `agent`, `owner` or `suspension`
  record Cancel(String by, Reason reason, Instant at) implements CaseCommand {}

  /// The Agent asks something else instead.
  record Amend(RequestId successor, Instant at) implements CaseCommand {}

  /// The Agent is about to act on an approval.
  ///
  /// @param suspended whether the Agent must stand still now
  record Consume(ActionDigest actionDigest, String executor, boolean suspended, Instant at)
      implements CaseCommand {}

  /// An approval that was not used no longer holds.
  record Revoke(String by, Reason reason, Instant at) implements CaseCommand {}

  /// A rejection no longer stands in the way of asking again.
  record Reopen(String by, Reason reason, Instant at) implements CaseCommand {}

  /// The deadline has come.
  record Expire(int epoch, Instant at) implements ByTimer {
    @Override
    public TimerKind kind() {
      return TimerKind.DEADLINE;
    }

    @Override
    public int seq() {
      return 0;
    }
  }

  /// An offer was not answered in time.
  record LapseOffer(int seq, Instant at) implements ByTimer {
    @Override
    public TimerKind kind() {
      return TimerKind.OFFER;
    }

    @Override
    public int epoch() {
      return 0;
    }
  }

  /// A seat was held for too long.
  record LapseHold(int seq, Instant at) implements ByTimer {
    @Override
    public TimerKind kind() {
      return TimerKind.HOLD;
    }

    @Override
    public int epoch() {
      return 0;
    }
  }

  /// Nobody has answered for so long that others may answer too.
  record Escalate(int seq, Instant at) implements ByTimer {
    @Override
    public TimerKind kind() {
      return TimerKind.ESCALATE;
    }

    @Override
    public int epoch() {
      return 0;
    }
  }

  /// So little time is left that everybody is asked at once.
  record Broaden(int epoch, Instant at) implements ByTimer {
    @Override
    public TimerKind kind() {
      return TimerKind.BROADCAST;
    }

    @Override
    public int seq() {
      return 0;
    }
  }

  /// Nobody was found, and nobody will be.
  record GiveUp(int epoch, Instant at) implements ByTimer {
    @Override
    public TimerKind kind() {
      return TimerKind.GIVE_UP;
    }

    @Override
    public int seq() {
      return 0;
    }
  }

  /// The time in which a verdict could be taken back is over.
  record Settle(int epoch, Instant at) implements ByTimer {
    @Override
    public TimerKind kind() {
      return TimerKind.COOLDOWN;
    }

    @Override
    public int seq() {
      return 0;
    }
  }

  /// An approval was not used in time.
  record Lapse(Instant at) implements ByTimer {
    @Override
    public TimerKind kind() {
      return TimerKind.USE_BY;
    }

    @Override
    public int seq() {
      return 0;
    }

    @Override
    public int epoch() {
      return 0;
    }
  }
}
