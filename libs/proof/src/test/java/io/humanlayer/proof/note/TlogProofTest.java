package io.humanlayer.proof.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.MerkleTree;
import io.humanlayer.proof.NoteSigner;
import io.humanlayer.proof.note.CheckpointKey.Standing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlogProofTest {

  private static final NoteSigner LOG = new NoteSigner("log.example", new byte[32]);
  private static final List<Hash> LEAVES =
      IntStream.range(0, 700).mapToObj(it -> Hash.ofLeaf("leaf " + it)).toList();
  private static final MerkleTree TREE = MerkleTree.of(LEAVES);
  private static final TlogProof PROOF =
      new TlogProof(
          Optional.empty(),
          437,
          TREE.inclusionProof(437).path(),
          LOG.sign(new Checkpoint("log.example", 700, TREE.root()).body()));

  @Test
  void a_proof_survives_its_file_and_leads_to_the_signed_root() {
    var read = TlogProof.parse(PROOF.toString());

    assertThat(read).hasToString(PROOF.toString());
    assertThat(read.proves(LEAVES.get(437))).isTrue();
    assertThat(read.proves(LEAVES.get(436))).isFalse();
    assertThat(PROOF.toString()).startsWith("c2sp.org/tlog-proof@v1\nindex 437\n");
  }

  @Test
  void extra_data_is_carried_and_believed_by_nobody() {
    var proof = new TlogProof(Optional.of("aGVsbG8="), 0, List.of(), PROOF.checkpoint());

    assertThat(proof.toString()).startsWith("c2sp.org/tlog-proof@v1\nextra aGVsbG8=\nindex 0\n\n");
    assertThat(TlogProof.parse(proof.toString()).extra()).contains("aGVsbG8=");
  }

  @Test
  void a_proof_with_any_byte_changed_is_refused() {
    byte[] file = PROOF.toString().getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < file.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = file.clone();
        changed[at] ^= (byte) (1 << bit);
        assertThat(verifies(changed)).as("byte %d bit %d", at, bit).isFalse();
      }
    }
    assertThat(verifies(file)).isTrue();
  }

  /// The cases of transparency-dev/formats, proof/tlog_proof_test.go.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "wrong-header\nindex 0\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nextra !!notbase64!!\nindex 0\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\n\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nindex notanumber\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nindex -5\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nindex 05\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nindex 0\n!!notbase64!!\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nindex 0\naaaa",
        "c2sp.org/tlog-proof@v1\nindex 0"
      })
  void what_is_not_exactly_a_proof_is_refused(String file) {
    assertThatThrownBy(() -> TlogProof.parse(file)).isInstanceOf(MalformedException.class);
  }

  @Test
  void a_request_to_a_witness_survives_its_body() {
    var request = new AddCheckpoint(300, TREE.consistencyProof(300).path(), PROOF.checkpoint());

    assertThat(AddCheckpoint.parse(request.toString())).hasToString(request.toString());
    for (String wrong : List.of("old 03\n\n", "new 3\n\n", "old 3\nx\n\n", "old 3\n", "")) {
      assertThatThrownBy(() -> AddCheckpoint.parse(wrong + PROOF.checkpoint()))
          .isInstanceOf(MalformedException.class);
    }
  }

  private static boolean verifies(byte[] file) {
    try {
      var proof = TlogProof.parse(CanonicalText.utf8(file));
      return new LogKey(LOG.verifier()).under(proof.checkpoint()) instanceof Standing.Signed
          && proof.proves(LEAVES.get(437));
    } catch (MalformedException e) {
      return false;
    }
  }
}
