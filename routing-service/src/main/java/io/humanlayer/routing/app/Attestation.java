package io.humanlayer.routing.app;

import io.humanlayer.routing.core.sentinels.Passkey;

/// Checks what a browser sends when a passkey was made.
public interface Attestation {

  /// What a browser sends; base64url.
  record Made(String clientData, String attestationObject) {}

  /// What is to be said of it.
  sealed interface Result {
    /// @param object the attestation object
    record Believed(Passkey passkey, Bytes object) implements Result {}

    record Refused(SignatureRefused reason) implements Result {}
  }

  /// Bytes that nobody can change.
  final class Bytes {
    private final byte[] bytes;

    public Bytes(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    public byte[] get() {
      return bytes.clone();
    }
  }

  /// The challenge that `made` says it answers, in base64url; whether it was ever asked, the caller
  /// has to see.
  Result check(Made made, String challenge, int proofingLevel);
}
