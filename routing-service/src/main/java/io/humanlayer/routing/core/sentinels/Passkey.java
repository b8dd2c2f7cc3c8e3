package io.humanlayer.routing.core.sentinels;

/// A passkey with which a Sentinel signs. Bytes are in base64url; nothing in it says who they are.
///
/// @param credential its id
/// @param algorithm as COSE numbers it
/// @param publicKey SubjectPublicKeyInfo
/// @param publicKeyDigest `sha256:` of that
/// @param aaguid the kind of authenticator, as far as it says so
/// @param backupEligible whether it can leave the device that it was made on
/// @param attestationDigest `sha256:` of the attestation object
/// @param origin where it was registered
/// @param proofingLevel how the Sentinel's identity was known when it was registered
public record Passkey(
    String credential,
    int algorithm,
    String publicKey,
    String publicKeyDigest,
    String coseKey,
    String aaguid,
    boolean backupEligible,
    boolean backedUp,
    String attestationDigest,
    String relyingParty,
    String origin,
    int proofingLevel) {}
