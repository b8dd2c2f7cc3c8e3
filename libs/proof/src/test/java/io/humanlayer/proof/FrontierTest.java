package io.humanlayer.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrontierTest {

  @Test
  void the_root_at_the_edge_is_the_root_of_the_tree_at_every_size() {
    var leaves = Leaves.first(1100);
    var frontier = Frontier.empty();
    assertThat(frontier.root()).isEqualTo(Hash.ofNothing());
    var tree = MerkleTree.of(leaves);
    for (int size = 1; size <= leaves.size(); size++) {
      frontier = frontier.append(List.of(leaves.get(size - 1))).frontier();
      assertThat(frontier.size()).isEqualTo(size);
      assertThat(frontier.root()).isEqualTo(new MerkleTree(tree.hashes(), size).root());
    }
  }

  @Test
  void batches_of_any_length_lead_to_the_same_edge_and_the_same_tiles() {
    var leaves = Leaves.first(70_000);
    var atOnce = Frontier.empty().append(leaves);
    var random = new Random(7);
    var frontier = Frontier.empty();
    List<Tile> tiles = new ArrayList<>();
    while (frontier.size() < leaves.size()) {
      int from = (int) frontier.size();
      var growth =
          frontier.append(
              leaves.subList(from, Math.min(leaves.size(), from + random.nextInt(3000))));
      frontier = growth.frontier();
      tiles.addAll(growth.fullTiles());
    }

    assertThat(frontier).isEqualTo(atOnce.frontier());
    assertThat(tiles).containsExactlyElementsOf(atOnce.fullTiles());
    assertThat(tiles).hasSize(273 + 1).allMatch(Tile::isFull);
    assertThat(frontier.levels()).extracting(List::size).containsExactly(112, 17, 1);
  }

  @Test
  void proofs_from_tiles_are_the_proofs_from_all_leaves() {
    var leaves = Leaves.first(70_000);
    var growth = Frontier.empty().append(leaves);
    var reads = new ArrayList<Integer>();
    var whole = MerkleTree.of(leaves);
    for (long index : List.of(0L, 255L, 256L, 65_535L, 65_536L, 69_888L, 69_999L)) {
      var source = tilesOf(growth, reads);
      var tree = new MerkleTree(new TiledHashes(source), leaves.size());
      assertThat(tree.inclusionProof(index)).isEqualTo(whole.inclusionProof(index));
      assertThat(reads.size()).as("tiles read for one proof").isLessThanOrEqualTo(6);
      reads.clear();
    }
    for (long earlier : List.of(1L, 256L, 300L, 65_536L, 69_999L)) {
      var tree = new MerkleTree(new TiledHashes(tilesOf(growth, reads)), leaves.size());
      assertThat(tree.consistencyProof(earlier)).isEqualTo(whole.consistencyProof(earlier));
    }
  }

  @Test
  void an_edge_that_does_not_fit_its_size_is_refused() {
    var frontier = Frontier.empty().append(Leaves.first(300)).frontier();

    assertThatThrownBy(() -> new Frontier(301, frontier.levels()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Frontier(44, frontier.levels()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static TileSource tilesOf(Frontier.Growth growth, List<Integer> reads) {
    Map<String, Tile> tiles = new HashMap<>();
    growth.fullTiles().forEach(tile -> tiles.put(tile.level() + "/" + tile.index(), tile));
    for (int level = 0; level < growth.frontier().levels().size(); level++) {
      var row = growth.frontier().levels().get(level);
      if (!row.isEmpty()) {
        long index = growth.frontier().size() >>> ((level + 1) * Tile.HEIGHT);
        tiles.put(level + "/" + index, new Tile(level, index, row));
      }
    }
    return (level, index) -> {
      reads.add(level);
      return tiles.get(level + "/" + index);
    };
  }
}
