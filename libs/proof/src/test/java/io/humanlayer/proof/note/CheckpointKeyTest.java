package io.humanlayer.proof.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.NoteSignature;
import io.humanlayer.proof.NoteSigner;
import io.humanlayer.proof.SignedNote;
import io.humanlayer.proof.note.CheckpointKey.Standing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckpointKeyTest {

  private static final String ORIGIN = "t-0123456789-1.ledger.example";
  private static final Instant AT = Instant.parse("2026-11-21T20:00:00Z");
  private static final Checkpoint HEAD = new Checkpoint(ORIGIN, 700, Hash.ofNothing());
  private static final NoteSigner LOG = new NoteSigner(ORIGIN, new byte[32]);
  private static final QuantumSafeSigner QUANTUM = new QuantumSafeSigner(ORIGIN, new byte[32]);
  private static final WitnessSigner WITNESS =
      new WitnessSigner("witness.example", HexFormat.of().parseHex("07".repeat(32)));

  private static final SignedNote NOTE =
      LOG.sign(HEAD.body()).with(List.of(QUANTUM.cosign(HEAD, AT), WITNESS.cosign(HEAD, AT)));

  @Test
  void every_key_survives_its_text() {
    for (CheckpointKey key :
        List.of(new LogKey(LOG.verifier()), QUANTUM.publicKey(), WITNESS.publicKey())) {
      var read = CheckpointKey.parse(key.vkey());
      assertThat(read.vkey()).isEqualTo(key.vkey());
      assertThat(read.keyId()).isEqualTo(key.keyId());
      assertThat(read.under(NOTE)).isInstanceOf(Standing.Signed.class);
    }
  }

  @Test
  void each_line_says_when_it_was_made() {
    assertThat(QUANTUM.publicKey().under(NOTE))
        .isInstanceOfSatisfying(
            Standing.Signed.class, it -> assertThat(it.at()).isEqualTo(Optional.of(AT)));
    assertThat(WITNESS.publicKey().under(NOTE))
        .isInstanceOfSatisfying(
            Standing.Signed.class, it -> assertThat(it.at()).isEqualTo(Optional.of(AT)));
  }

  @Test
  void a_key_that_did_not_sign_is_absent_and_one_that_is_misquoted_is_wrong() {
    var stranger = new WitnessSigner("other.example", new byte[32]);
    var other = new Checkpoint(ORIGIN, 701, Hash.ofNothing());

    assertThat(stranger.publicKey().under(NOTE)).isEqualTo(new Standing.Absent());
    for (NoteSignature line : List.of(QUANTUM.cosign(other, AT), WITNESS.cosign(other, AT))) {
      var forged = LOG.sign(HEAD.body()).with(List.of(line));
      assertThat(QUANTUM.publicKey().under(forged) instanceof Standing.Wrong)
          .isNotEqualTo(WITNESS.publicKey().under(forged) instanceof Standing.Wrong);
    }
    assertThat(WITNESS.publicKey().under(NOTE.with(List.of(WITNESS.cosign(other, AT)))))
        .isEqualTo(new Standing.Wrong());
  }

  @Test
  void the_time_is_signed_too() {
    for (var line : List.of(QUANTUM.cosign(HEAD, AT), WITNESS.cosign(HEAD, AT))) {
      byte[] moved = line.signature();
      moved[7] ^= 1;
      var forged = new NoteSignature(line.name(), line.keyId(), moved);
      CheckpointKey key =
          line.keyId() == WITNESS.publicKey().keyId() ? WITNESS.publicKey() : QUANTUM.publicKey();
      assertThat(key.under(LOG.sign(HEAD.body()).with(List.of(forged))))
          .isEqualTo(new Standing.Wrong());
    }
  }

  @Test
  void a_cosigned_checkpoint_with_any_byte_changed_is_refused() {
    byte[] note = NOTE.toString().getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < note.length; at++) {
      byte[] changed = note.clone();
      changed[at] ^= (byte) (1 << (at % 8));
      assertThat(allStand(changed)).as("byte %d", at).isFalse();
    }
    assertThat(allStand(note)).isTrue();
  }

  @Test
  void the_jdk_accepts_the_ml_dsa_signature_and_refuses_another_message()
      throws GeneralSecurityException {
    byte[] prefix = HexFormat.of().parseHex("30820532300b0609608648016503040311038205210000");
    byte[] spki =
        ByteBuffer.allocate(22 + QuantumSafeKey.KEY_LENGTH)
            .put(prefix, 0, 22)
            .put(QUANTUM.publicKey().bytes())
            .array();
    var key = KeyFactory.getInstance("ML-DSA-44").generatePublic(new X509EncodedKeySpec(spki));
    byte[] blob = QUANTUM.cosign(HEAD, AT).signature();
    byte[] signature = Arrays.copyOfRange(blob, Long.BYTES, blob.length);
    byte[] message = QuantumSafeKey.message(ORIGIN, AT.getEpochSecond(), HEAD);

    assertThat(jdkVerifies(key, message, signature)).isTrue();
    message[20] ^= 1;
    assertThat(jdkVerifies(key, message, signature)).isFalse();
  }

  @Test
  void the_signed_messages_are_those_of_the_specification() {
    assertThat(QuantumSafeKey.message(ORIGIN, 1, HEAD))
        .hasSize(12 + 1 + 29 + 8 + 1 + 29 + 8 + 8 + 32)
        .startsWith("subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII));
    assertThat(WitnessKey.message(1679315147, "example.com/behind-the-sofa\n"))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n");
  }

  @Test
  void what_is_not_exactly_a_key_is_refused() {
    String vkey = WITNESS.publicKey().vkey();
    String id = HexFormat.of().toHexDigits(WITNESS.publicKey().keyId());
    for (String wrong :
        List.of(
            vkey.replace(id, "00000000"),
            vkey.replace(id + "+BO", id + "+AO"),
            vkey.replace(id + "+BO", id + "+CO"),
            vkey.replace("+BO", "+B"),
            "witness.example",
            "a+b+")) {
      assertThat(wrong).isNotEqualTo(vkey);
      assertThatThrownBy(() -> CheckpointKey.parse(wrong)).isInstanceOf(MalformedException.class);
    }
  }

  private static boolean jdkVerifies(java.security.PublicKey key, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    var verifier = Signature.getInstance("ML-DSA-44");
    verifier.initVerify(key);
    verifier.update(message);
    return verifier.verify(signature);
  }

  private static boolean allStand(byte[] file) {
    try {
      var note = SignedNote.parse(CanonicalText.utf8(file));
      Checkpoint.parse(note.text());
      return note.signatures().size() == 3
          && List.of(new LogKey(LOG.verifier()), QUANTUM.publicKey(), WITNESS.publicKey()).stream()
              .allMatch(key -> key.under(note) instanceof Standing.Signed);
    } catch (MalformedException e) {
      return false;
    }
  }
}
