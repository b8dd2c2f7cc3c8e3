package io.humanlayer.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.NoteVerifier;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;

/// The key of a log out of a Sigstore trusted root.
final class TrustedRootFile {

  private static final int SPKI_LENGTH = 44;
  private static final int KEY_LENGTH = 32;

  private TrustedRootFile() {}

  static NoteVerifier key(String json) {
    JsonNode logs = CanonicalJson.parse(json.strip()).path("tlogs");
    if (logs.size() != 1) {
      throw new MalformedException("the trusted root has " + logs.size() + " logs instead of one");
    }
    JsonNode log = logs.get(0);
    byte[] spki = CanonicalText.base64(log.at("/publicKey/rawBytes").asText());
    Hash id = Hash.fromBase64(log.at("/logId/keyId").asText());
    String url = log.path("baseUrl").asText();
    if (spki.length != SPKI_LENGTH || !url.startsWith("https://")) {
      throw new MalformedException("the trusted root names no Ed25519 log");
    }
    byte[] typed =
        ByteBuffer.allocate(1 + KEY_LENGTH)
            .put((byte) 1)
            .put(spki, SPKI_LENGTH - KEY_LENGTH, KEY_LENGTH)
            .array();
    return NoteVerifier.parse(
        url.substring("https://".length())
            + "+"
            + HexFormat.of().formatHex(id.bytes(), 0, Integer.BYTES)
            + "+"
            + Base64.getEncoder().encodeToString(typed));
  }
}
