package io.humanlayer.proof.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.MerkleTree;
import io.humanlayer.proof.NoteSigner;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealedDecisionTest {

  private static final byte[] DECISION =
      "{\"outcome\":\"APPROVED\"}".getBytes(StandardCharsets.UTF_8);
  private static final SealSigner SEAL = new SealSigner(new byte[SealSigner.SEED_LENGTH]);

  /// RFC 6979 §A.2.5: P-256, SHA-256, message "sample".
  @Test
  void the_seal_is_the_deterministic_signature_of_the_standard() {
    var key =
        new BigInteger("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721", 16);
    byte[] scalar = key.subtract(BigInteger.ONE).toByteArray();
    byte[] seed = new byte[SealSigner.SEED_LENGTH];
    System.arraycopy(scalar, 0, seed, seed.length - scalar.length, scalar.length);
    var signer = new SealSigner(seed);
    byte[] message = "sample".getBytes(StandardCharsets.US_ASCII);

    String signature = HexFormat.of().withUpperCase().formatHex(signer.sign(message));

    assertThat(signature)
        .contains("EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716")
        .contains("F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8");
    assertThat(SealVerifier.verifies(signer.publicKey(), message, signer.sign(message))).isTrue();
  }

  @Test
  void an_entry_is_read_back_and_seals_its_document_and_no_other() {
    HashedRekord entry = HashedRekord.parse(HashedRekord.seal(DECISION, SEAL).text());

    assertThat(entry.seals(DECISION)).isTrue();
    assertThat(entry.isSealedBy(SEAL.publicKey())).isTrue();
    assertThat(entry.text())
        .isEqualTo(HashedRekord.seal(DECISION, SEAL).text())
        .hasSizeBetween(480, 500);
    for (int i = 0; i < DECISION.length; i++) {
      byte[] changed = DECISION.clone();
      changed[i] ^= 1;
      assertThat(entry.seals(changed)).isFalse();
    }
  }

  @Test
  void no_byte_of_an_entry_can_be_changed() {
    byte[] text = HashedRekord.seal(DECISION, SEAL).text().getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < text.length; i++) {
      byte[] changed = text.clone();
      changed[i] ^= 1;
      assertThat(holds(new String(changed, StandardCharsets.ISO_8859_1)))
          .as("byte %d", i)
          .isFalse();
    }
  }

  @Test
  void a_bundle_and_its_root_of_trust_name_the_same_log() throws Exception {
    var log = new NoteSigner("t-1-1.ledger.example", new byte[NoteSigner.SEED_LENGTH]);
    HashedRekord entry = HashedRekord.seal(DECISION, SEAL);
    var tree = MerkleTree.of(List.of(Hash.ofLeaf("genesis"), Hash.ofLeaf(entry.text())));
    var head = new Checkpoint("t-1-1.ledger.example", 2, tree.root());
    var bundle =
        new SigstoreBundle(
            log.verifier(),
            entry,
            tree.inclusionProof(1),
            tree.root(),
            log.sign(head.body()).toString());
    var root = new TrustedRoot(List.of(new TrustedRoot.Log(log.verifier(), Instant.EPOCH)));

    JsonNode json = new ObjectMapper().readTree(bundle.json());
    JsonNode trusted = new ObjectMapper().readTree(root.json()).at("/tlogs/0");
    JsonNode logged = json.at("/verificationMaterial/tlogEntries/0");
    assertThat(logged.at("/logId/keyId")).isEqualTo(trusted.at("/logId/keyId"));
    assertThat(trusted.path("baseUrl").asText()).isEqualTo("https://t-1-1.ledger.example");
    assertThat(logged.at("/inclusionProof/checkpoint/envelope").asText())
        .isEqualTo(log.sign(head.body()).toString());
    assertThat(decoded(logged.path("canonicalizedBody").asText())).isEqualTo(entry.text());
    assertThat(Base64.getDecoder().decode(trusted.at("/publicKey/rawBytes").asText())).hasSize(44);
  }

  @Test
  void a_disclosure_opens_its_digest_and_nothing_else() {
    var disclosure = Disclosure.of(new byte[Disclosure.SALT_BYTES], "reason", "\"known supplier\"");

    assertThat(decodedUrl(disclosure.encoded()))
        .isEqualTo("[\"AAAAAAAAAAAAAAAAAAAAAA\",\"reason\",\"known supplier\"]");
    assertThat(disclosure.digest())
        .isEqualTo(
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                    Hash.sha256(disclosure.encoded().getBytes(StandardCharsets.US_ASCII)).bytes()));
    assertThat(
            Disclosure.of(Arrays.copyOf(new byte[] {1}, 16), "reason", "\"known supplier\"")
                .digest())
        .isNotEqualTo(disclosure.digest());
    assertThatThrownBy(() -> Disclosure.of(new byte[8], "reason", "1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean holds(String text) {
    try {
      return HashedRekord.parse(text).seals(DECISION);
    } catch (MalformedException e) {
      return false;
    }
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static String decodedUrl(String base64) {
    return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
