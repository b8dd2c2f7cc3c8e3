package io.humanlayer.ledger.core.witness;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MerkleTree;
import io.humanlayer.proof.NoteSigner;
import io.humanlayer.proof.note.AddCheckpoint;
import io.humanlayer.proof.note.LogKey;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WitnessedLogTest {

  private static final NoteSigner LOG = new NoteSigner("watched.example", new byte[32]);
  private static final WitnessedLog WATCHED = new WitnessedLog(new LogKey(LOG.verifier()));
  private static final List<Hash> LEAVES =
      IntStream.range(0, 100).mapToObj(it -> Hash.ofLeaf("leaf " + it)).toList();
  private static final List<Hash> FORK =
      IntStream.range(0, 100).mapToObj(it -> Hash.ofLeaf(it < 30 ? "leaf " + it : "x")).toList();

  @Test
  void the_first_head_needs_no_proof_and_the_next_one_does() {
    assertThat(ask(Optional.empty(), LEAVES, 0, 40))
        .isEqualTo(new WitnessAnswer.Cosign(head(LEAVES, 40)));
    assertThat(ask(Optional.of(head(LEAVES, 40)), LEAVES, 40, 70))
        .isEqualTo(new WitnessAnswer.Cosign(head(LEAVES, 70)));
    assertThat(ask(Optional.of(head(LEAVES, 40)), LEAVES, 40, 40))
        .isEqualTo(new WitnessAnswer.Cosign(head(LEAVES, 40)));
  }

  @Test
  void a_rollback_is_told_which_head_was_signed_last() {
    assertThat(ask(Optional.of(head(LEAVES, 70)), LEAVES, 40, 40))
        .isEqualTo(new WitnessAnswer.Conflict(70));
    assertThat(ask(Optional.of(head(LEAVES, 70)), LEAVES, 0, 40))
        .isEqualTo(new WitnessAnswer.Conflict(70));
  }

  @Test
  void a_fork_is_not_signed() {
    assertThat(ask(Optional.of(head(LEAVES, 40)), FORK, 40, 70))
        .isInstanceOf(WitnessAnswer.Inconsistent.class);
    assertThat(ask(Optional.of(head(LEAVES, 40)), FORK, 40, 40))
        .isInstanceOf(WitnessAnswer.Inconsistent.class);
  }

  @Test
  void what_its_log_did_not_sign_is_not_signed() {
    var stranger =
        new NoteSigner(
            "watched.example",
            new byte[] {
              1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
              25, 26, 27, 28, 29, 30, 31, 32
            });
    var note = stranger.sign(head(LEAVES, 40).body());

    assertThat(WATCHED.answer(Optional.empty(), new AddCheckpoint(0, List.of(), note)))
        .isEqualTo(new WitnessAnswer.NotSigned());
  }

  @Test
  void an_old_size_beyond_the_head_and_a_proof_from_nothing_are_refused() {
    var note = LOG.sign(head(LEAVES, 40).body());

    assertThat(
            WATCHED.answer(Optional.of(head(LEAVES, 41)), new AddCheckpoint(41, List.of(), note)))
        .isInstanceOf(WitnessAnswer.Malformed.class);
    assertThat(WATCHED.answer(Optional.empty(), new AddCheckpoint(0, LEAVES.subList(0, 1), note)))
        .isInstanceOf(WitnessAnswer.Inconsistent.class);
    var nothing = LOG.sign(new Checkpoint("watched.example", 0, LEAVES.getFirst()).body());
    assertThat(WATCHED.answer(Optional.empty(), new AddCheckpoint(0, List.of(), nothing)))
        .isInstanceOf(WitnessAnswer.Inconsistent.class);
  }

  @Test
  void whatever_is_asked_all_signed_heads_are_one_history() {
    for (int seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      Optional<Checkpoint> last = Optional.empty();
      for (int step = 0; step < 20; step++) {
        var leaves = random.nextBoolean() ? LEAVES : FORK;
        int old =
            random.nextInt(3) > 0 ? last.map(it -> (int) it.size()).orElse(0) : random.nextInt(100);
        int size = old + random.nextInt(Math.max(1, 100 - old)) + (old == 100 ? 0 : 1);
        if (ask(last, leaves, old, size) instanceof WitnessAnswer.Cosign(Checkpoint head)) {
          var known = last;
          boolean one =
              List.of(LEAVES, FORK).stream()
                  .anyMatch(
                      it ->
                          head.equals(head(it, (int) head.size()))
                              && known.stream().allMatch(k -> k.equals(head(it, (int) k.size()))));
          assertThat(one).as("seed %d step %d", seed, step).isTrue();
          last = Optional.of(head);
        }
      }
    }
  }

  private static WitnessAnswer ask(
      Optional<Checkpoint> last, List<Hash> leaves, int old, int size) {
    var proof =
        old == 0 || old == size
            ? List.<Hash>of()
            : MerkleTree.of(leaves.subList(0, size)).consistencyProof(old).path();
    return WATCHED.answer(last, new AddCheckpoint(old, proof, LOG.sign(head(leaves, size).body())));
  }

  private static Checkpoint head(List<Hash> leaves, int size) {
    return new Checkpoint("watched.example", size, MerkleTree.of(leaves.subList(0, size)).root());
  }
}
