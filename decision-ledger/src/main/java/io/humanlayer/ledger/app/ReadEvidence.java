package io.humanlayer.ledger.app;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.ledger.app.ReadReceipt.Answer;
import io.humanlayer.ledger.core.access.Caller;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.ConsistencyProof;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.InclusionProof;
import io.humanlayer.proof.Receipt;
import io.humanlayer.proof.decision.Disclosure;
import io.humanlayer.proof.note.CheckpointKey;
import io.humanlayer.proof.time.TrustedAuthorities;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Gathers all that proves one decision: its receipt, its sealed artefact, and the head over it
/// that others stand behind.
@ApplicationScoped
public class ReadEvidence {

  /// @param disclosures what people wrote and signed, as far as it was not erased
  /// @param path from the sealed artefact to the root of `head`
  /// @param cosigners whose lines may stand under `head`, besides the log's
  /// @param trusted the certificates under which time stamps are believed
  public record Evidence(
      Receipt receipt,
      ReadReceipt.Sealed decision,
      List<Disclosure> disclosures,
      Seals.Sealed head,
      List<Hash> path,
      List<CheckpointKey> cosigners,
      TrustedAuthorities trusted) {
    public Evidence {
      disclosures = List.copyOf(disclosures);
      path = List.copyOf(path);
      cosigners = List.copyOf(cosigners);
    }
  }

  private final ReadReceipt receipts;
  private final Disclosures disclosures;
  private final Seals seals;
  private final LogReader logs;
  private final Cosigners cosigners;
  private final Witnesses witnesses;
  private final TimeAuthority authority;

  public ReadEvidence(
      ReadReceipt receipts,
      Disclosures disclosures,
      Seals seals,
      LogReader logs,
      Cosigners cosigners,
      Witnesses witnesses,
      TimeAuthority authority) {
    this.receipts = receipts;
    this.disclosures = disclosures;
    this.seals = seals;
    this.logs = logs;
    this.cosigners = cosigners;
    this.witnesses = witnesses;
    this.authority = authority;
  }

  /// Receipts of other events that a decision rests on, for who may read them.
  public interface Grounds {
    /// Of the event with this id.
    Optional<Receipt> event(UUID id);

    /// Of the newest event under `term`, before the decision and as of `until`.
    Optional<Receipt> newest(String term, Instant until);

    /// How the log grew from `earlier` to the head of the evidence; none if it is another log.
    Optional<ConsistencyProof> growth(Checkpoint earlier);
  }

  public Grounds grounds(Evidence evidence, Caller caller) {
    return new Grounds() {
      @Override
      public Optional<Receipt> event(UUID id) {
        return found(receipts.of(id, caller));
      }

      @Override
      public Optional<Receipt> newest(String term, Instant until) {
        return found(receipts.before(evidence.receipt(), term, until, caller));
      }

      @Override
      public Optional<ConsistencyProof> growth(Checkpoint earlier) {
        Checkpoint head = evidence.head().head().checkpoint();
        boolean same =
            earlier.origin().equals(head.origin())
                && earlier.size() > 0
                && earlier.size() <= head.size();
        return same
            ? Optional.of(logs.tree(head.origin(), head.size()).consistencyProof(earlier.size()))
            : Optional.empty();
      }
    };
  }

  private static Optional<Receipt> found(Answer<Receipt> answer) {
    return answer instanceof Answer.Found<Receipt>(Receipt receipt)
        ? Optional.of(receipt)
        : Optional.empty();
  }

  public Answer<Evidence> of(UUID request, Caller caller) {
    return switch (receipts.of(request, caller)) {
      case Answer.Found<Receipt>(Receipt receipt) ->
          of(request, receipt, receipts.sealed(request, caller));
      case Answer.NotYet<Receipt>() -> new Answer.NotYet<>();
      case Answer.Unknown<Receipt>() -> new Answer.Unknown<>();
    };
  }

  private Answer<Evidence> of(UUID request, Receipt receipt, Answer<ReadReceipt.Sealed> decision) {
    return switch (decision) {
      case Answer.Found<ReadReceipt.Sealed>(ReadReceipt.Sealed sealed) ->
          of(request, receipt, sealed);
      case Answer.NotYet<ReadReceipt.Sealed>() -> new Answer.NotYet<>();
      case Answer.Unknown<ReadReceipt.Sealed>() -> new Answer.Unknown<>();
    };
  }

  private Answer<Evidence> of(UUID request, Receipt receipt, ReadReceipt.Sealed decision) {
    InclusionProof first = decision.bundle().proof();
    String origin = decision.bundle().log().name();
    var over = seals.over(origin, first.index());
    if (over.isEmpty()) {
      return new Answer.NotYet<>();
    }
    List<CheckpointKey> keys = new ArrayList<>(List.of(cosigners.quantumSafe(origin).publicKey()));
    witnesses.peers().forEach(peer -> keys.add(peer.key()));
    long size = over.get().head().checkpoint().size();
    return new Answer.Found<>(
        new Evidence(
            receipt,
            decision,
            disclosures.of(decision.org(), new RequestId(request)),
            over.get(),
            logs.tree(origin, size).inclusionProof(first.index()).path(),
            keys,
            authority.trusted()));
  }
}
