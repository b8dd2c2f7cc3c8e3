package io.humanlayer.routing.core.cases;

import java.util.UUID;

/// A Sentinel's passkey over an intent, as it is kept: with it anybody can check without us. It is
/// personal data and can be erased. Bytes are in base64url.
///
/// @param intent what was signed, byte for byte: canonical JSON
/// @param credential the passkey's id
/// @param publicKey its SubjectPublicKeyInfo
/// @param registration the event that registered it
public record HumanSignature(
    String intent,
    String credential,
    String authenticatorData,
    String clientData,
    String signature,
    String publicKey,
    String relyingParty,
    String origin,
    UUID registration) {}
