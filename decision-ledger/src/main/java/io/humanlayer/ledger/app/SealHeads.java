package io.humanlayer.ledger.app;

import io.humanlayer.ledger.app.LogReader.SignedHead;
import io.humanlayer.ledger.app.Seals.Refusal;
import io.humanlayer.ledger.app.Seals.Sealed;
import io.humanlayer.ledger.app.Seals.Stamp;
import io.humanlayer.ledger.app.Witnesses.Peer;
import io.humanlayer.ledger.app.Witnesses.Reply;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.SignedNote;
import io.humanlayer.proof.note.AddCheckpoint;
import io.humanlayer.proof.note.CheckpointKey.Standing;
import io.humanlayer.proof.time.TimeCheck;
import io.humanlayer.proof.time.TimeCheck.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Gets others to stand behind a head: a second signature that outlives Ed25519, the witnesses, the
/// time. It works on heads that are published already and holds no lock, so that nobody who is slow
/// or lies ever delays an entry or a decision.
@ApplicationScoped
public class SealHeads {

  private static final Logger LOG = Logger.getLogger(SealHeads.class);

  private final Seals seals;
  private final LogReader logs;
  private final Cosigners cosigners;
  private final Witnesses witnesses;
  private final TimeAuthority authority;
  private final Clock clock;
  private final Duration tolerance;
  private final Stamping stamping;

  public SealHeads(
      Seals seals,
      LogReader logs,
      Cosigners cosigners,
      Witnesses witnesses,
      TimeAuthority authority,
      Clock clock,
      @ConfigProperty(name = "humanlayer.ledger.time-tolerance") Duration tolerance) {
    this.seals = seals;
    this.logs = logs;
    this.cosigners = cosigners;
    this.witnesses = witnesses;
    this.authority = authority;
    this.clock = clock;
    this.tolerance = tolerance;
    this.stamping = new Stamping(authority);
  }

  /// The heads that somebody has not said anything of yet.
  public List<Sealed> due() {
    return seals.open(1 + witnesses.peers().size());
  }

  /// Asks whoever has not answered yet. Who does not answer now is asked again.
  public void seal(Sealed sealed) {
    SignedHead head = sealed.head();
    attempt(head, () -> quantumSafe(sealed));
    for (Peer peer : witnesses.peers()) {
      if (!sealed.isSignedBy(peer.key().label())) {
        attempt(head, () -> witness(head, peer));
      }
    }
    if (sealed.stamps().isEmpty()) {
      attempt(head, () -> time(head));
    }
  }

  private void quantumSafe(Sealed sealed) {
    var signer = cosigners.quantumSafe(sealed.head().checkpoint().origin());
    if (!sealed.isSignedBy(signer.publicKey().label())) {
      Instant now = clock.instant();
      seals.add(sealed.head(), signer.cosign(sealed.head().checkpoint(), now), now);
    }
  }

  private void witness(SignedHead head, Peer peer) {
    Checkpoint checkpoint = head.checkpoint();
    long old = seals.seenBy(checkpoint.origin(), peer.key().label());
    Reply reply = witnesses.ask(peer, request(head, old));
    if (reply instanceof Reply.Size(long size) && size != old) {
      if (size <= 0 || size > checkpoint.size()) {
        // It has seen more of our log than we have: somebody forked it, or we are a backup.
        refuse(head, peer.key().name(), "LARGER_HEAD_SEEN", "it has seen a head of size " + size);
        return;
      }
      reply = witnesses.ask(peer, request(head, size));
    }
    switch (reply) {
      case Reply.Lines(var lines) -> {
        SignedNote note = SignedNote.parse(head.note()).with(lines);
        switch (peer.key().under(note)) {
          case Standing.Signed(var line, _) -> seals.add(head, line, clock.instant());
          case Standing.Absent() -> refuse(head, peer.key().name(), "NOT_SIGNED", "no line by it");
          case Standing.Wrong() ->
              refuse(head, peer.key().name(), "WRONG_KEY", "its line is wrong");
        }
      }
      case Reply.Size(long size) ->
          refuse(head, peer.key().name(), "CONFLICT", "it insists on size " + size);
      case Reply.Refused(int status) ->
          refuse(head, peer.key().name(), "REFUSED", "it answers with status " + status);
    }
  }

  private AddCheckpoint request(SignedHead head, long old) {
    Checkpoint to = head.checkpoint();
    var proof =
        old == 0 || old == to.size()
            ? List.<Hash>of()
            : logs.tree(to.origin(), to.size()).consistencyProof(old).path();
    return new AddCheckpoint(old, proof, SignedNote.parse(head.note()));
  }

  private void time(SignedHead head) {
    var imprint = Hash.sha256(head.checkpoint().body().getBytes(StandardCharsets.UTF_8));
    var stamped = stamping.over(imprint);
    switch (stamped.check()) {
      case TimeCheck.Refused(Fault fault, String detail) ->
          refuse(head, authority.name(), fault.name(), detail);
      case TimeCheck.Holds holds -> {
        Duration off = Duration.between(holds.at(), clock.instant()).abs();
        if (off.compareTo(tolerance) > 0) {
          refuse(
              head, authority.name(), Fault.TIME_FAR_OFF.name(), "it is " + off + " off our clock");
        } else {
          seals.add(
              head,
              new Stamp(holds.authority(), holds.at(), !holds.isOwnClock(), stamped.answer()));
        }
      }
    }
  }

  private void refuse(SignedHead head, String by, String fault, String detail) {
    LOG.errorf("%s is not believed about %s: %s", by, head.checkpoint().origin(), detail);
    seals.refuse(head, new Refusal(by, fault, detail, clock.instant()));
  }

  private static void attempt(SignedHead head, Runnable step) {
    try {
      step.run();
    } catch (Unreachable e) {
      LOG.warnf("%s stays without a seal for now: %s", head.checkpoint().origin(), e.getMessage());
    } catch (RuntimeException e) {
      LOG.errorf(e, "a seal for %s failed", head.checkpoint().origin());
    }
  }
}
