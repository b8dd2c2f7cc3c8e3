package io.humanlayer.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileTest {

  @Test
  void paths_are_written_in_groups_of_three_digits() {
    assertThat(new TileIndex(1_234_067, 256)).hasToString("x001/x234/067");
    assertThat(new TileIndex(5, 7)).hasToString("005.p/7");
    assertThat(TileIndex.parse("x001/x234/067")).isEqualTo(new TileIndex(1_234_067, 256));
    assertThat(TileIndex.parse("000.p/255")).isEqualTo(new TileIndex(0, 255));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "x000/005", "005.p/0", "005.p/256", "005.p/007", "x1/005", "../005"})
  void a_path_that_is_not_the_one_spelling_is_refused(String path) {
    assertThatThrownBy(() -> TileIndex.parse(path)).isInstanceOf(MalformedException.class);
  }

  /// The example of C2SP tlog-tiles: a tree of 70 000 leaves.
  @Test
  void widths_follow_the_size_of_the_tree() {
    assertThat(Tile.widthIn(70_000, 0, 272)).isEqualTo(256);
    assertThat(Tile.widthIn(70_000, 0, 273)).isEqualTo(112);
    assertThat(Tile.widthIn(70_000, 0, 274)).isZero();
    assertThat(Tile.widthIn(70_000, 1, 0)).isEqualTo(256);
    assertThat(Tile.widthIn(70_000, 1, 1)).isEqualTo(17);
    assertThat(Tile.widthIn(70_000, 2, 0)).isEqualTo(1);
    assertThat(Tile.widthIn(70_000, 3, 0)).isZero();
    assertThat(Tile.widthIn(70_000, 9, 0)).isZero();
  }

  @Test
  void a_tile_and_a_bundle_survive_their_bytes() {
    var tile = new Tile(1, 3, Leaves.first(17));
    var leaves = List.of(new byte[0], new byte[] {1, 2}, new byte[65_535]);

    assertThat(Tile.read(1, 3, tile.bytes())).isEqualTo(tile);
    assertThat(tile.bytes()).hasSize(17 * 32);
    assertThat(EntryBundle.read(EntryBundle.write(leaves)))
        .usingElementComparator(java.util.Arrays::compare)
        .containsExactlyElementsOf(leaves);
  }

  @Test
  void a_bundle_that_ends_early_or_a_leaf_too_long_is_refused() {
    assertThatThrownBy(() -> EntryBundle.read(new byte[] {0, 2, 1}))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> EntryBundle.read(new byte[] {0}))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> EntryBundle.write(List.of(new byte[65_536])))
        .isInstanceOf(MalformedException.class);
  }
}
