package io.humanlayer.ledger.core.log;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.kernel.Uuids;
import io.humanlayer.proof.EventLeaf;
import io.humanlayer.proof.Frontier;
import io.humanlayer.proof.GenesisLeaf;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.Tile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What one writing adds to a log.
///
/// @param after the edge of the log once it is written
/// @param fullTiles the tiles that the new entries fill
public record Appending(Frontier after, List<Entry> entries, List<Tile> fullTiles) {

  public Appending {
    entries = List.copyOf(entries);
    fullTiles = List.copyOf(fullTiles);
  }

  /// The beginning of a log.
  public static Appending genesis(GenesisLeaf leaf) {
    String text = leaf.text();
    return of(
        Frontier.empty(),
        List.of(new Entry(0, Optional.empty(), text, Hash.ofLeaf(text), Optional.empty())));
  }

  /// The facts that are not in the log yet, in their order, each once. A decision takes two
  /// positions: its event, and right behind it its sealed artefact.
  ///
  /// @param known ids of events that are in the log
  public static Appending of(Frontier before, List<Fact> facts, Set<UUID> known) {
    Set<UUID> seen = new HashSet<>(known);
    List<Entry> entries = new ArrayList<>();
    for (Fact fact : facts) {
      if (seen.add(fact.leaf().eventId())) {
        long next = before.size() + entries.size();
        entries.add(event(next, fact));
        fact.decision().ifPresent(it -> entries.add(decision(next + 1, fact, it)));
      }
    }
    return of(before, entries);
  }

  private static Entry event(long index, Fact fact) {
    EventLeaf leaf = fact.leaf();
    var document =
        new Document(
            leaf.decisionId().map(RequestId::new),
            leaf.type(),
            leaf.occurredAt(),
            fact.document(),
            fact.terms());
    return entry(index, leaf.eventId(), leaf.text(), document);
  }

  private static Entry decision(long index, Fact fact, SealedDecision decision) {
    EventLeaf leaf = fact.leaf();
    var document =
        new Document(
            leaf.decisionId().map(RequestId::new),
            Document.DECISION_JSON,
            leaf.occurredAt(),
            decision.statement(),
            List.of());
    return entry(
        index, Uuids.v5(leaf.eventId(), Document.DECISION_JSON), decision.leaf(), document);
  }

  private static Entry entry(long index, UUID event, String leaf, Document document) {
    return new Entry(index, Optional.of(event), leaf, Hash.ofLeaf(leaf), Optional.of(document));
  }

  private static Appending of(Frontier before, List<Entry> entries) {
    var growth = before.append(entries.stream().map(Entry::leafHash).toList());
    return new Appending(growth.frontier(), entries, growth.fullTiles());
  }
}
