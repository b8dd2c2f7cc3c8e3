package io.humanlayer.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

  /// The eight leaves that RFC 6962 implementations share.
  private static final List<String> REFERENCE =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  @Test
  void the_roots_of_the_reference_leaves_are_the_published_ones() {
    var leaves =
        REFERENCE.stream().map(leaf -> Hash.ofLeaf(HexFormat.of().parseHex(leaf))).toList();

    assertThat(MerkleTree.of(List.of()).root())
        .hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(MerkleTree.of(leaves).root())
        .hasToString("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  }

  @Test
  void the_root_agrees_with_the_recursive_definition_for_every_size() {
    var leaves = Leaves.first(300);

    for (int size = 1; size <= leaves.size(); size++) {
      assertThat(MerkleTree.of(leaves.subList(0, size)).root())
          .isEqualTo(byDefinition(leaves.subList(0, size)));
    }
  }

  @Test
  void every_leaf_of_every_tree_up_to_300_is_proven_at_its_place_and_at_no_other() {
    var leaves = Leaves.first(300);
    for (int size = 1; size <= leaves.size(); size++) {
      var tree = MerkleTree.of(leaves.subList(0, size));
      Hash root = tree.root();
      for (int index = 0; index < size; index++) {
        var proof = tree.inclusionProof(index);
        assertThat(proof.proves(leaves.get(index), root)).isTrue();
        assertThat(
                new InclusionProof(index + 1, size, proof.path()).proves(leaves.get(index), root))
            .isFalse();
        assertThat(proof.proves(leaves.get((index + 1) % 300), root)).isFalse();
      }
    }
  }

  @Test
  void every_tree_up_to_300_is_consistent_with_each_of_its_beginnings() {
    var leaves = Leaves.first(300);
    List<Hash> roots = new ArrayList<>();
    for (int size = 0; size <= leaves.size(); size++) {
      roots.add(MerkleTree.of(leaves.subList(0, size)).root());
    }
    for (int size = 1; size <= leaves.size(); size++) {
      var tree = MerkleTree.of(leaves.subList(0, size));
      for (int earlier = 1; earlier <= size; earlier++) {
        var proof = tree.consistencyProof(earlier);
        assertThat(proof.proves(roots.get(earlier), roots.get(size))).isTrue();
        assertThat(proof.proves(roots.get(earlier - 1), roots.get(size))).isFalse();
      }
    }
  }

  @Test
  void a_proof_with_any_bit_flipped_proves_nothing() {
    var leaves = Leaves.first(300);
    var tree = MerkleTree.of(leaves);
    var inclusion = tree.inclusionProof(297);
    var consistency = tree.consistencyProof(129);
    Hash earlier = MerkleTree.of(leaves.subList(0, 129)).root();
    assertThat(consistency.proves(earlier, tree.root())).isTrue();

    for (int bit = 0; bit < 256; bit++) {
      for (var path : withBitFlipped(inclusion.path(), bit)) {
        assertThat(new InclusionProof(297, 300, path).proves(leaves.get(297), tree.root()))
            .isFalse();
      }
      for (var path : withBitFlipped(consistency.path(), bit)) {
        assertThat(new ConsistencyProof(129, 300, path).proves(earlier, tree.root())).isFalse();
      }
      assertThat(inclusion.proves(Leaves.flip(leaves.get(297), bit), tree.root())).isFalse();
      assertThat(inclusion.proves(leaves.get(297), Leaves.flip(tree.root(), bit))).isFalse();
      assertThat(consistency.proves(Leaves.flip(earlier, bit), tree.root())).isFalse();
      assertThat(consistency.proves(earlier, Leaves.flip(tree.root(), bit))).isFalse();
    }
  }

  @Test
  void nothing_is_consistent_with_the_empty_tree() {
    var tree = MerkleTree.of(Leaves.first(3));

    assertThat(new ConsistencyProof(0, 3, List.of()).proves(Hash.ofNothing(), tree.root()))
        .isFalse();
    assertThatThrownBy(() -> tree.consistencyProof(0)).isInstanceOf(IllegalArgumentException.class);
  }

  /// The accumulated digests of draft-ietf-plants-merkle-tree-certs over all aligned subtrees of up
  /// to 130 leaves.
  @Test
  void the_accumulated_digests_over_all_subtrees_are_the_published_ones() {
    var tree = MerkleTree.of(Leaves.ofOneByte(130));
    var hashes = new StringBuilder();
    var paths = new StringBuilder();
    for (int end = 0; end <= 130; end++) {
      for (int start = 0; start <= end; start++) {
        if (!isSubtree(start, end)) {
          continue;
        }
        Hash root = start == end ? Hash.ofNothing() : tree.rootOf(start, end);
        hashes.append("[%d, %d) %s%n".formatted(start, end, root));
        for (int leaf = start; leaf < end; leaf++) {
          paths.append("%d [%d, %d)".formatted(leaf, start, end));
          tree.inclusionPath(leaf, start, end).forEach(hash -> paths.append(' ').append(hash));
          paths.append('\n');
        }
      }
    }
    assertThat(sha256(hashes))
        .isEqualTo("b82806ad4265bb151c1119c0f4db437bb4d1a1f887b3a7fba1cd4ebf552e3e81");
    assertThat(sha256(paths))
        .isEqualTo("ac2a8f989e44d99e399db448050ff5f19757df53cfb716aa81015d3955d8163f");
  }

  private static String sha256(CharSequence text) {
    return Hash.sha256(text.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static boolean isSubtree(int start, int end) {
    if (start == 0 || start == end) {
      return true;
    }
    int width = end - start;
    int ceiling = width == 1 ? 1 : Integer.highestOneBit(width - 1) * 2;
    return start % ceiling == 0;
  }

  private static List<List<Hash>> withBitFlipped(List<Hash> path, int bit) {
    List<List<Hash>> flipped = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      List<Hash> copy = new ArrayList<>(path);
      copy.set(i, Leaves.flip(copy.get(i), bit));
      flipped.add(copy);
    }
    return flipped;
  }

  /// RFC 6962 §2.1, word for word: the oracle.
  private static Hash byDefinition(List<Hash> leaves) {
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int k = 1;
    while (k * 2 < leaves.size()) {
      k *= 2;
    }
    return Hash.ofNode(
        byDefinition(leaves.subList(0, k)), byDefinition(leaves.subList(k, leaves.size())));
  }
}
