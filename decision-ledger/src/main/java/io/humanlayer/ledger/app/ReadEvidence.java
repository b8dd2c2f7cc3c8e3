package io.humanlayer.ledger.app;

import io.humanlayer.ledger.app.ReadReceipt.Answer;
import io.humanlayer.ledger.core.access.Caller;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.InclusionProof;
import io.humanlayer.proof.Receipt;
import io.humanlayer.proof.note.CheckpointKey;
import io.humanlayer.proof.time.TrustedAuthorities;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Gathers all that proves one decision: its receipt, its sealed artefact, and the head over it
/// that others stand behind.
@ApplicationScoped
public class ReadEvidence {

  /// @param path from the sealed artefact to the root of `head`
  /// @param cosigners whose lines may stand under `head`, besides the log's
  /// @param trusted the certificates under which time stamps are believed
  public record Evidence(
      Receipt receipt,
      ReadReceipt.Sealed decision,
      Seals.Sealed head,
      List<Hash> path,
      List<CheckpointKey> cosigners,
      TrustedAuthorities trusted) {
    public Evidence {
      path = List.copyOf(path);
      cosigners = List.copyOf(cosigners);
    }
  }

  private final ReadReceipt receipts;
  private final Seals seals;
  private final LogReader logs;
  private final Cosigners cosigners;
  private final Witnesses witnesses;
  private final TimeAuthority authority;

  public ReadEvidence(
      ReadReceipt receipts,
      Seals seals,
      LogReader logs,
      Cosigners cosigners,
      Witnesses witnesses,
      TimeAuthority authority) {
    this.receipts = receipts;
    this.seals = seals;
    this.logs = logs;
    this.cosigners = cosigners;
    this.witnesses = witnesses;
    this.authority = authority;
  }

  public Answer<Evidence> of(UUID request, Caller caller) {
    return switch (receipts.of(request, caller)) {
      case Answer.Found<Receipt>(Receipt receipt) -> of(receipt, receipts.sealed(request, caller));
      case Answer.NotYet<Receipt>() -> new Answer.NotYet<>();
      case Answer.Unknown<Receipt>() -> new Answer.Unknown<>();
    };
  }

  private Answer<Evidence> of(Receipt receipt, Answer<ReadReceipt.Sealed> decision) {
    return switch (decision) {
      case Answer.Found<ReadReceipt.Sealed>(ReadReceipt.Sealed sealed) -> of(receipt, sealed);
      case Answer.NotYet<ReadReceipt.Sealed>() -> new Answer.NotYet<>();
      case Answer.Unknown<ReadReceipt.Sealed>() -> new Answer.Unknown<>();
    };
  }

  private Answer<Evidence> of(Receipt receipt, ReadReceipt.Sealed decision) {
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
            over.get(),
            logs.tree(origin, size).inclusionProof(first.index()).path(),
            keys,
            authority.trusted()));
  }
}
