package io.humanlayer.ledger.core.log;

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

  /// The facts that are not in the log yet, in their order, each once.
  ///
  /// @param known ids of events that are in the log
  public static Appending of(Frontier before, List<Fact> facts, Set<UUID> known) {
    Set<UUID> seen = new HashSet<>(known);
    List<Entry> entries = new ArrayList<>();
    for (Fact fact : facts) {
      if (seen.add(fact.leaf().eventId())) {
        String text = fact.leaf().text();
        entries.add(
            new Entry(
                before.size() + entries.size(),
                Optional.of(fact.leaf().eventId()),
                text,
                Hash.ofLeaf(text),
                fact.decision()));
      }
    }
    return of(before, entries);
  }

  private static Appending of(Frontier before, List<Entry> entries) {
    var growth = before.append(entries.stream().map(Entry::leafHash).toList());
    return new Appending(growth.frontier(), entries, growth.fullTiles());
  }
}
