package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.Hash;
import io.humanlayer.routing.core.cases.HumanSignature;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A Sentinel's signature as the events of a verdict have it, until it is erased.
final class SignatureAvro {

  private static final String FIELD = "humanSignature";

  private SignatureAvro() {}

  static @Nullable Map<String, Object> write(@Nullable HumanSignature signed) {
    return signed == null
        ? null
        : Map.of(
            "intent", signed.intent(),
            "credential", signed.credential(),
            "authenticatorData", signed.authenticatorData(),
            "clientData", signed.clientData(),
            "signature", signed.signature(),
            "publicKey", signed.publicKey(),
            "relyingParty", signed.relyingParty(),
            "origin", signed.origin(),
            "registration", signed.registration());
  }

  static @Nullable HumanSignature read(EventBody body) {
    @Nullable EventBody signed = body.optionalRecord(FIELD);
    return signed == null
        ? null
        : new HumanSignature(
            signed.text("intent"),
            signed.text("credential"),
            signed.text("authenticatorData"),
            signed.text("clientData"),
            signed.text("signature"),
            signed.text("publicKey"),
            signed.text("relyingParty"),
            signed.text("origin"),
            signed.uuid("registration"));
  }

  /// What stays of it in the records: nobody guesses a signature from its digest.
  static @Nullable String digest(@Nullable HumanSignature signed) {
    return signed == null
        ? null
        : "sha256:" + Hash.sha256(CanonicalText.base64url(signed.signature()));
  }
}
