package io.humanlayer.ledger.app;

import io.humanlayer.ledger.app.LogArchive.Range;
import io.humanlayer.ledger.app.LogReader.LogView;
import io.humanlayer.ledger.app.LogReader.SignedHead;
import io.humanlayer.ledger.core.audit.Period;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MerkleTree;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cuts a period out of a log so that it proves itself.
@ApplicationScoped
public class ReadPeriod {

  /// An export has at most so many entries; a longer period is asked for in parts.
  public static final int MAX_ENTRIES = 100_000;

  /// What comes of asking for a period.
  public sealed interface Answer {
    record Found(Period period) implements Answer {}

    /// Nothing of the period is under a signed head.
    record Nothing() implements Answer {}

    record TooLong(long entries) implements Answer {}
  }

  private final LogReader logs;
  private final LogArchive archive;

  public ReadPeriod(LogReader logs, LogArchive archive) {
    this.logs = logs;
    this.archive = archive;
  }

  public Answer of(LogView log, Instant from, Instant to) {
    Optional<Range> range = archive.range(log.origin(), from, to);
    Optional<SignedHead> later =
        range.flatMap(
            it ->
                logs.firstHeadOver(log.origin(), it.end() - 1)
                    .or(() -> logs.newestHead(log.origin())));
    if (later.isEmpty() || later.get().checkpoint().size() <= range.orElseThrow().first()) {
      return new Answer.Nothing();
    }
    Optional<SignedHead> earlier = logs.lastHeadWithin(log.origin(), range.get().first());
    long first = earlier.map(it -> it.checkpoint().size()).orElse(0L);
    long entries = later.get().checkpoint().size() - first;
    return entries > MAX_ENTRIES
        ? new Answer.TooLong(entries)
        : new Answer.Found(period(log, first, earlier, later.get()));
  }

  private Period period(LogView log, long first, Optional<SignedHead> earlier, SignedHead later) {
    Checkpoint head = later.checkpoint();
    MerkleTree tree = logs.tree(log.origin(), head.size());
    return new Period(
        log.origin(),
        log.vkey(),
        earlier.map(SignedHead::note),
        subtrees(log.origin(), first),
        first == 0 ? List.of() : tree.consistencyProof(first).path(),
        later.note(),
        first,
        archive.entries(log.origin(), first, head.size()));
  }

  /// The binary digits of `size`: each is a complete tree that will never change.
  private List<Hash> subtrees(String origin, long size) {
    MerkleTree tree = logs.tree(origin, size);
    List<Hash> roots = new ArrayList<>();
    long from = 0;
    for (long rest = size; rest > 0; rest -= Long.highestOneBit(rest)) {
      long width = Long.highestOneBit(rest);
      int level = Long.numberOfTrailingZeros(width);
      roots.add(tree.hashes().at(level, from / width));
      from += width;
    }
    return roots;
  }
}
