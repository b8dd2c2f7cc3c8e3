package io.humanlayer.ledger.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.ledger.app.LogReader.RecordedEntry;
import io.humanlayer.ledger.app.LogReader.SignedHead;
import io.humanlayer.ledger.core.access.Caller;
import io.humanlayer.ledger.core.log.Document;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.InclusionProof;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.proof.Receipt;
import io.humanlayer.proof.decision.HashedRekord;
import io.humanlayer.proof.decision.SigstoreBundle;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/// Makes the receipts of decisions and of other events, and the Sigstore bundle of a decision.
@ApplicationScoped
public class ReadReceipt {

  /// What can be said of a receipt.
  ///
  /// @param <T> what was asked for
  public sealed interface Answer<T> {
    record Found<T>(T receipt) implements Answer<T> {}

    /// The entry is recorded, and the next head will cover it.
    record NotYet<T>() implements Answer<T> {}

    /// There is no such entry, or it is another organisation's.
    record Unknown<T>() implements Answer<T> {}
  }

  /// A sealed decision and the bundle over it.
  public record Sealed(OrganisationId org, String statement, SigstoreBundle bundle) {}

  private final LogReader logs;

  public ReadReceipt(LogReader logs) {
    this.logs = logs;
  }

  /// The receipt of the decision of the request with this id, or else of the event with this id.
  public Answer<Receipt> of(UUID id, Caller caller) {
    return answer(
        logs.ofRequest(new RequestId(id), Document.DECIDED).or(() -> logs.ofEvent(id)),
        caller,
        this::receipt);
  }

  /// The receipt of the newest event that is found by `term` in the log of a decision, before it
  /// and as of `until`.
  ///
  /// @param decision the receipt of the decision
  public Answer<Receipt> before(Receipt decision, String term, Instant until, Caller caller) {
    return answer(
        logs.newest(decision.origin(), term, decision.logIndex(), until), caller, this::receipt);
  }

  public Answer<Sealed> sealed(UUID request, Caller caller) {
    return answer(
        logs.ofRequest(new RequestId(request), Document.DECISION_JSON), caller, this::bundle);
  }

  private <T> Answer<T> answer(
      Optional<RecordedEntry> entry,
      Caller caller,
      BiFunction<RecordedEntry, SignedHead, T> receipt) {
    Optional<RecordedEntry> readable = entry.filter(it -> caller.mayRead(it.log().org()));
    if (readable.isEmpty()) {
      return new Answer.Unknown<>();
    }
    return logs.firstHeadOver(readable.get().log().origin(), readable.get().index())
        .<Answer<T>>map(head -> new Answer.Found<>(receipt.apply(readable.get(), head)))
        .orElseGet(Answer.NotYet::new);
  }

  private Receipt receipt(RecordedEntry entry, SignedHead head) {
    Checkpoint checkpoint = head.checkpoint();
    return new Receipt(
        checkpoint.origin(),
        entry.index(),
        checkpoint.size(),
        checkpoint.root(),
        entry.leaf(),
        Hash.ofLeaf(entry.leaf()),
        proof(entry, checkpoint).path(),
        head.note(),
        entry.document());
  }

  private Sealed bundle(RecordedEntry entry, SignedHead head) {
    return new Sealed(
        entry.log().org(),
        entry.document(),
        new SigstoreBundle(
            NoteVerifier.parse(entry.log().vkey()),
            HashedRekord.parse(entry.leaf()),
            proof(entry, head.checkpoint()),
            head.checkpoint().root(),
            head.note()));
  }

  private InclusionProof proof(RecordedEntry entry, Checkpoint checkpoint) {
    return logs.tree(checkpoint.origin(), checkpoint.size()).inclusionProof(entry.index());
  }
}
