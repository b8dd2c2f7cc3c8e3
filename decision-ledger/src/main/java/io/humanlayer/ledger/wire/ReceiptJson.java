package io.humanlayer.ledger.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The JSON form of a receipt: canonical, so that a changed byte is always a changed receipt.
public final class ReceiptJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ReceiptJson() {}

  public static byte[] write(Receipt receipt) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", Receipt.SCHEMA);
    json.put("origin", receipt.origin());
    json.put("logIndex", Long.toUnsignedString(receipt.logIndex()));
    json.put("treeSize", Long.toUnsignedString(receipt.treeSize()));
    json.put("rootHash", receipt.rootHash().base64());
    json.put("leaf", base64(receipt.leaf()));
    json.put("leafHash", receipt.leafHash().base64());
    var hashes = json.putArray("hashes");
    receipt.hashes().stream().map(Hash::base64).forEach(hashes::add);
    json.put("checkpoint", receipt.checkpoint());
    try {
      json.set("decision", JSON.readTree(receipt.decision()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored decision is not JSON", e);
    }
    return CanonicalJson.of(json).getBytes(StandardCharsets.UTF_8);
  }

  /// A public key as openssl reads it.
  public static String pem(byte[] spki) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(spki)
        + "\n-----END PUBLIC KEY-----\n";
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
