package io.humanlayer.verifier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.EventLeaf;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MerkleTree;
import io.humanlayer.proof.NoteSigner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Real receipts: a log of 700 leaves with one decision in it, signed.
final class Receipts {

  static final String ORIGIN = "t-0123456789-1.ledger.example";
  static final NoteSigner SIGNER = new NoteSigner(ORIGIN, new byte[32]);
  static final int INDEX = 437;
  static final int SIZE = 700;
  static final ObjectMapper JSON = new ObjectMapper();

  private static final String REQUEST = "01994000-0000-7000-8000-000000000001";
  private static final String EVENT = "01994000-0000-7000-8000-000000000002";

  private Receipts() {}

  static ObjectNode decision() {
    var decision = JSON.createObjectNode();
    decision.put("id", EVENT).put("subject", REQUEST);
    decision.put("type", Meaning.DECIDED).put("time", "2026-11-21T20:00:03.112Z");
    var data = decision.putObject("data");
    data.put("requestId", REQUEST).put("org", "acme").put("operation", "bank.transfer");
    data.putObject("agent").put("id", "billing").putNull("name");
    data.put("actionDigest", "sha256:00").put("outcome", "APPROVED").put("basis", "SENTINEL");
    data.putArray("rules").addObject().put("id", "transfer-large").put("layer", "org");
    var verdict = data.putArray("verdicts").addObject();
    verdict.put("sentinel", "s-7f3k").put("qualification", "finance.payments");
    verdict.put("assurance", "passkey").put("verdict", "APPROVE");
    verdict.put("at", "2026-11-21T20:00:03.000Z");
    data.put("level", 3).put("type", "authorized_decision");
    return decision;
  }

  static EventLeaf leafOf(ObjectNode decision) {
    byte[] document = CanonicalJson.of(decision).getBytes(StandardCharsets.UTF_8);
    return new EventLeaf(
        Optional.of(UUID.fromString(REQUEST)),
        Hash.sha256(document),
        UUID.fromString(EVENT),
        Instant.parse("2026-11-21T20:00:03.112Z"),
        Meaning.DECIDED);
  }

  /// A receipt with everything right about it but what `decision` and `leaf` bring.
  static ObjectNode receipt(ObjectNode decision, String leaf) {
    List<Hash> leaves = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      leaves.add(Hash.ofLeaf(new byte[] {(byte) i, (byte) (i >>> 8)}));
    }
    Hash leafHash = Hash.ofLeaf(leaf.getBytes(StandardCharsets.UTF_8));
    leaves.set(INDEX, leafHash);
    var tree = MerkleTree.of(leaves);
    var receipt = JSON.createObjectNode();
    receipt.put("schema", "hl.receipt/1").put("origin", ORIGIN);
    receipt.put("logIndex", Integer.toString(INDEX)).put("treeSize", Integer.toString(SIZE));
    receipt.put("rootHash", tree.root().base64());
    receipt.put("leaf", Base64.getEncoder().encodeToString(leaf.getBytes(StandardCharsets.UTF_8)));
    receipt.put("leafHash", leafHash.base64());
    var hashes = receipt.putArray("hashes");
    tree.inclusionProof(INDEX).path().forEach(hash -> hashes.add(hash.base64()));
    receipt.put(
        "checkpoint", SIGNER.sign(new Checkpoint(ORIGIN, SIZE, tree.root()).body()).toString());
    receipt.set("decision", decision);
    return receipt;
  }

  static ObjectNode good() {
    var decision = decision();
    return receipt(decision, leafOf(decision).text());
  }

  static byte[] bytes(ObjectNode receipt) {
    return CanonicalJson.of(receipt).getBytes(StandardCharsets.UTF_8);
  }

  static Verification verify(ObjectNode receipt) {
    return ReceiptVerification.ofFile(bytes(receipt), SIGNER.verifier());
  }
}
