package io.humanlayer.ledger.core.log;

import java.util.List;

/// Neighbouring facts of one partition, in their order: what is written in one transaction.
///
/// @param next where the partition goes on after them
public record Slice(int partition, List<Placed> facts, long next) {

  public Slice {
    facts = List.copyOf(facts);
  }

  /// What of it has not been written by somebody who got as far as `position`.
  public List<Fact> from(long position) {
    return facts.stream().filter(it -> it.offset() >= position).map(Placed::fact).toList();
  }
}
