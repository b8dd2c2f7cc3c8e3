package io.humanlayer.proof.decision;

import io.humanlayer.proof.Milliseconds;
import io.humanlayer.proof.NoteVerifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What a Sigstore client must be given to check the bundles of these logs: their keys, and since
/// when they sign.
public record TrustedRoot(List<Log> logs) {

  public static final String MEDIA_TYPE =
      "application/vnd.dev.sigstore.trustedroot+json;version=0.1";

  /// The beginning of an Ed25519 key as X.509 has it (RFC 8410 §4).
  private static final byte[] ED25519_SPKI = {
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
  };

  /// One log and its key.
  public record Log(NoteVerifier key, Instant since) {}

  public TrustedRoot {
    logs = List.copyOf(logs);
  }

  public String json() {
    return """
    {"mediaType":"%s","tlogs":[%s],\
    "certificateAuthorities":[],"ctlogs":[],"timestampAuthorities":[]}\
    """
        .formatted(
            MEDIA_TYPE, logs.stream().map(TrustedRoot::tlog).collect(Collectors.joining(",")));
  }

  private static String tlog(Log log) {
    return """
    {"baseUrl":"https://%s","hashAlgorithm":"SHA2_256","publicKey":{"rawBytes":"%s",\
    "keyDetails":"PKIX_ED25519","validFor":{"start":"%s"}},"logId":{"keyId":"%s"}}\
    """
        .formatted(
            log.key().name(),
            HashedRekord.base64(spki(log.key())),
            Milliseconds.text(log.since()),
            log.key().logId().base64());
  }

  /// The key of a log as X.509 has it, for tools that know nothing of notes.
  public static byte[] spki(NoteVerifier key) {
    byte[] raw = key.publicKey();
    byte[] spki = Arrays.copyOf(ED25519_SPKI, ED25519_SPKI.length + raw.length);
    System.arraycopy(raw, 0, spki, ED25519_SPKI.length, raw.length);
    return spki;
  }
}
