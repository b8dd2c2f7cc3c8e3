package io.humanlayer.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.NoteSigner;
import io.humanlayer.verifier.Verification.Refused;
import io.humanlayer.verifier.Verification.Verified;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReceiptVerificationTest {

  @Test
  void a_real_receipt_is_verified_and_its_meaning_is_said() {
    var verification = Receipts.verify(Receipts.good());

    assertThat(verification).isInstanceOf(Verified.class);
    assertThat(verification.checks()).hasSize(5);
    assertThat(((Verified) verification).meaning())
        .containsExactly(
            "Log: t-0123456789-1.ledger.example, entry 437 of 700, on behalf of organisation acme.",
            "Request: agent billing asked for bank.transfer (request"
                + " 01994000-0000-7000-8000-000000000001).",
            "Action: sha256:00.",
            "Decision: APPROVED, basis SENTINEL: by the verdicts of accredited humans; rules"
                + " [transfer-large].",
            "Sentinel s-7f3k (finance.payments, known by passkey) said APPROVE at"
                + " 2026-11-21T20:00:03.000Z.",
            "Decided at 2026-11-21T20:00:03.112Z.");
  }

  @Test
  void one_line_feed_at_the_end_is_allowed_and_nothing_else() {
    String good = new String(Receipts.bytes(Receipts.good()), StandardCharsets.UTF_8);

    assertThat(ofFile(good + "\n")).isInstanceOf(Verified.class);
    assertThat(ofFile(good + "\n\n")).isInstanceOf(Refused.class);
    assertThat(ofFile(good + " ")).isInstanceOf(Refused.class);
    assertThat(ofFile("\uFEFF" + good)).isInstanceOf(Refused.class);
    assertThat(ofFile("")).isInstanceOf(Refused.class);
    assertThat(ofFile("\n")).isInstanceOf(Refused.class);
  }

  @Test
  void a_receipt_with_any_byte_changed_is_refused() {
    byte[] good = (CanonicalJson.of(Receipts.good()) + "\n").getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < good.length; at++) {
      for (int pattern : new int[] {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF}) {
        byte[] changed = good.clone();
        changed[at] ^= (byte) pattern;
        assertThat(ReceiptVerification.ofFile(changed, Receipts.SIGNER.verifier()))
            .as("byte %d xor %02x", at, pattern)
            .isInstanceOf(Refused.class);
      }
    }
  }

  @Test
  void a_receipt_with_any_byte_missing_or_doubled_is_refused() {
    byte[] good = Receipts.bytes(Receipts.good());
    for (int at = 0; at < good.length; at++) {
      byte[] shorter = Arrays.copyOf(good, good.length - 1);
      System.arraycopy(good, at + 1, shorter, at, good.length - 1 - at);
      byte[] longer = Arrays.copyOf(good, good.length + 1);
      System.arraycopy(good, at, longer, at + 1, good.length - at);
      for (byte[] changed : new byte[][] {shorter, longer}) {
        assertThat(ReceiptVerification.ofFile(changed, Receipts.SIGNER.verifier()))
            .as("byte %d", at)
            .isInstanceOf(Refused.class);
      }
    }
  }

  @Test
  void an_indented_receipt_is_accepted_only_when_asked_and_says_so()
      throws JsonProcessingException {
    byte[] indented =
        Receipts.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(Receipts.good());

    assertRefused(
        ReceiptVerification.ofFile(indented, Receipts.SIGNER.verifier()), "not canonical JSON");
    var verification = ReceiptVerification.ofReformatted(indented, Receipts.SIGNER.verifier());
    assertThat(verification).isInstanceOf(Verified.class);
    assertThat(verification.checks().getFirst()).contains("layout was not checked");
  }

  @Test
  void a_reformatted_receipt_that_says_something_else_is_refused() {
    var changed = Receipts.good();
    ((ObjectNode) changed.get("decision").get("data")).put("outcome", "REJECTED");

    assertRefused(
        ReceiptVerification.ofReformatted(Receipts.bytes(changed), Receipts.SIGNER.verifier()),
        "not the one whose digest");
  }

  @Test
  void each_fault_is_named() {
    refusedAfter(it -> it.put("note", "x"), "\"note\" does not belong");
    refusedAfter(it -> it.remove("leaf"), "\"leaf\" is missing");
    refusedAfter(it -> it.put("schema", "hl.receipt/2"), "not a receipt of the schema");
    refusedAfter(it -> it.put("treeSize", 700), "\"treeSize\" is not a string");
    refusedAfter(it -> it.put("treeSize", "0700"), "\"treeSize\" is not a canonical decimal");
    refusedAfter(it -> it.put("treeSize", "701"), "another size");
    refusedAfter(it -> it.put("origin", "other.example"), "names another log");
    refusedAfter(it -> it.put("rootHash", Hash.ofNothing().base64()), "another root");
    refusedAfter(it -> it.put("leafHash", Hash.ofNothing().base64()), "does not have the hash");
    refusedAfter(it -> it.put("logIndex", "436"), "path does not lead");
    refusedAfter(it -> it.withArray("hashes").remove(0), "path does not lead");
    refusedAfter(it -> it.put("decision", "yes"), "\"decision\" is not an object");
  }

  @Test
  void a_checkpoint_by_another_key_or_with_another_line_is_refused() {
    var stranger =
        new NoteSigner(
            Receipts.ORIGIN,
            new byte[] {
              1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
              25, 26, 27, 28, 29, 30, 31, 32
            });
    String checkpoint = Receipts.good().get("checkpoint").textValue();
    String body = checkpoint.substring(0, checkpoint.indexOf("\n\n") + 1);
    String other = stranger.sign(body).toString();

    refusedAfter(it -> it.put("checkpoint", other), "not signed with the key you gave");
    refusedAfter(
        it -> it.put("checkpoint", checkpoint + other.substring(other.indexOf('—'))),
        "a signature line besides");
    refusedAfter(
        it -> it.put("checkpoint", Receipts.SIGNER.sign(body + "extension\n").toString()),
        "exactly three lines");
    refusedAfter(
        it ->
            it.put(
                "checkpoint",
                Receipts.SIGNER
                    .sign(new Checkpoint("other.example", 700, Hash.ofNothing()).body())
                    .toString()),
        "of another log than your key");
  }

  @Test
  void a_leaf_that_is_no_decision_or_of_another_event_is_refused() {
    var decision = Receipts.decision();
    String leaf = Receipts.leafOf(decision).text();

    assertRefused(
        Receipts.verify(Receipts.receipt(decision, leaf.replace("Decided", "Lapsed"))),
        "not a decision");
    assertRefused(Receipts.verify(Receipts.receipt(decision, "{}")), "not an event leaf");
    assertRefused(
        Receipts.verify(Receipts.receipt(decision, leaf.replace("000002", "000003"))),
        "different events");
  }

  @Test
  void characters_that_would_deceive_the_eye_are_made_visible() {
    var decision = Receipts.decision();
    ((ObjectNode) decision.get("data")).put("operation", "pay\u202Eevil\nVERIFIED");
    var verification =
        Receipts.verify(Receipts.receipt(decision, Receipts.leafOf(decision).text()));

    assertThat(((Verified) verification).meaning().get(1))
        .contains("pay\\u{202e}evil\\u{a}VERIFIED");
  }

  private static Verification ofFile(String text) {
    return ReceiptVerification.ofFile(
        text.getBytes(StandardCharsets.UTF_8), Receipts.SIGNER.verifier());
  }

  private static void refusedAfter(Consumer<ObjectNode> change, String reason) {
    var receipt = Receipts.good();
    change.accept(receipt);
    assertRefused(Receipts.verify(receipt), reason);
  }

  private static void assertRefused(Verification verification, String reason) {
    assertThat(verification)
        .asInstanceOf(type(Refused.class))
        .extracting(Refused::reason)
        .asString()
        .contains(reason);
  }
}
