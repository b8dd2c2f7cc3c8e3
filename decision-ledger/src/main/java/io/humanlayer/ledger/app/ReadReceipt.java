package io.humanlayer.ledger.app;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.ledger.app.LogReader.DecisionEntry;
import io.humanlayer.ledger.app.LogReader.SignedHead;
import io.humanlayer.ledger.core.access.Caller;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.Receipt;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Makes the receipt of a decision.
@ApplicationScoped
public class ReadReceipt {

  /// What can be said of a receipt.
  public sealed interface Answer {
    record Found(Receipt receipt) implements Answer {}

    /// The decision is recorded, and the next head will cover it.
    record NotYet() implements Answer {}

    /// There is no such decision, or it is another organisation's.
    record Unknown() implements Answer {}
  }

  private final LogReader logs;

  public ReadReceipt(LogReader logs) {
    this.logs = logs;
  }

  public Answer of(RequestId request, Caller caller) {
    Optional<DecisionEntry> decision =
        logs.decision(request).filter(found -> caller.mayRead(found.log().org()));
    if (decision.isEmpty()) {
      return new Answer.Unknown();
    }
    return logs.firstHeadOver(decision.get().log().origin(), decision.get().index())
        .<Answer>map(head -> new Answer.Found(receipt(decision.get(), head)))
        .orElseGet(Answer.NotYet::new);
  }

  private Receipt receipt(DecisionEntry decision, SignedHead head) {
    Checkpoint checkpoint = head.checkpoint();
    var tree = logs.tree(checkpoint.origin(), checkpoint.size());
    return new Receipt(
        checkpoint.origin(),
        decision.index(),
        checkpoint.size(),
        checkpoint.root(),
        decision.leaf(),
        Hash.ofLeaf(decision.leaf()),
        tree.inclusionProof(decision.index()).path(),
        head.note(),
        decision.document());
  }
}
