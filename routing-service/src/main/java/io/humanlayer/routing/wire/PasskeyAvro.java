package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.routing.core.sentinels.Passkey;
import java.util.Map;

/// A passkey as `PasskeyRegistered` has it.
final class PasskeyAvro {

  private PasskeyAvro() {}

  static Map<String, Object> write(Passkey passkey) {
    return Map.ofEntries(
        Map.entry("credential", passkey.credential()),
        Map.entry("algorithm", passkey.algorithm()),
        Map.entry("publicKey", passkey.publicKey()),
        Map.entry("publicKeyDigest", passkey.publicKeyDigest()),
        Map.entry("coseKey", passkey.coseKey()),
        Map.entry("aaguid", passkey.aaguid()),
        Map.entry("backupEligible", passkey.backupEligible()),
        Map.entry("backedUp", passkey.backedUp()),
        Map.entry("attestationDigest", passkey.attestationDigest()),
        Map.entry("relyingParty", passkey.relyingParty()),
        Map.entry("origin", passkey.origin()),
        Map.entry("proofingLevel", passkey.proofingLevel()));
  }

  static Passkey read(EventBody body) {
    return new Passkey(
        body.text("credential"),
        body.integer("algorithm"),
        body.text("publicKey"),
        body.text("publicKeyDigest"),
        body.text("coseKey"),
        body.text("aaguid"),
        body.flag("backupEligible"),
        body.flag("backedUp"),
        body.text("attestationDigest"),
        body.text("relyingParty"),
        body.text("origin"),
        body.integer("proofingLevel"));
  }
}
