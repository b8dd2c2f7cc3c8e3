package io.humanlayer.proof.human;

import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.human.AssertionCheck.Fault;
import io.humanlayer.proof.human.AssertionCheck.Refused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// What a passkey has signed: `authenticatorData` and the SHA-256 of `clientDataJSON`, in which the
/// challenge is the SHA-256 of a document (WebAuthn §7.2). All three in base64url.
public record Assertion(String authenticatorData, String clientData, String signature) {

  private static final String ACT = "webauthn.get";
  private static final int P256_BITS = 256;
  private static final int MIN_RSA_BITS = 2048;

  /// The challenge that stands for `document`.
  public static String challenge(byte[] document) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Hash.sha256(document).bytes());
  }

  /// Checks, in this order, that it is a signature over `document`, given on a page of `party` by
  /// somebody whom the authenticator knew, with the key whose SubjectPublicKeyInfo is `key`.
  public AssertionCheck check(String document, byte[] key, RelyingParty party) {
    try {
      byte[] data = CanonicalText.base64url(authenticatorData);
      byte[] client = CanonicalText.base64url(clientData);
      byte[] proof = CanonicalText.base64url(signature);
      AuthenticatorData said = AuthenticatorData.parse(data);
      ClientData asked = ClientData.parse(client);
      Optional<AssertionCheck> wrong =
          fault(asked, challenge(document.getBytes(StandardCharsets.UTF_8)), party)
              .or(() -> fault(said, party))
              .or(() -> signed(data, client, proof, key));
      return wrong.orElseGet(() -> new AssertionCheck.Holds(said, asked.origin()));
    } catch (MalformedException e) {
      return new Refused(Fault.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<AssertionCheck> fault(
      ClientData asked, String challenge, RelyingParty party) {
    if (!asked.type().equals(ACT)) {
      return refused(Fault.OTHER_ACT, "the passkey did something else than sign");
    }
    if (!asked.challenge().equals(challenge)) {
      return refused(Fault.OTHER_CHALLENGE, "the passkey has signed another document");
    }
    if (!party.origins().contains(asked.origin())) {
      return refused(Fault.OTHER_ORIGIN, "it was signed on a page that may not ask for it");
    }
    return asked.crossOrigin()
        ? refused(Fault.FRAMED, "it was signed on a page within a page of somebody else")
        : Optional.empty();
  }

  private static Optional<AssertionCheck> fault(AuthenticatorData said, RelyingParty party) {
    Hash expected = Hash.sha256(party.id().getBytes(StandardCharsets.UTF_8));
    if (!said.relyingPartyHash().equals(expected)) {
      return refused(Fault.OTHER_RELYING_PARTY, "the passkey has signed for somebody else");
    }
    if (!said.present()) {
      return refused(Fault.NOBODY_PRESENT, "nobody was there when it was signed");
    }
    return said.verified()
        ? Optional.empty()
        : refused(Fault.NOT_VERIFIED, "the authenticator did not check who was there");
  }

  private static Optional<AssertionCheck> signed(
      byte[] data, byte[] client, byte[] proof, byte[] key) {
    Optional<PublicKey> known = publicKey(key);
    if (known.isEmpty()) {
      return refused(Fault.UNKNOWN_KEY, "the key is of no kind that passkeys here have");
    }
    try {
      Signature verifier = Signature.getInstance(algorithm(known.get()));
      verifier.initVerify(known.get());
      verifier.update(data);
      verifier.update(Hash.sha256(client).bytes());
      if (verifier.verify(proof)) {
        return Optional.empty();
      }
    } catch (GeneralSecurityException e) {
      // Not the form of a signature: wrong like any other.
    }
    return refused(Fault.WRONG_SIGNATURE, "the signature is not by this passkey over this");
  }

  /// The key, if it is ECDSA on P-256, Ed25519, or RSA of a fit length.
  public static Optional<PublicKey> publicKey(byte[] spki) {
    for (String kind : List.of("EC", "Ed25519", "RSA")) {
      try {
        PublicKey key = KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(spki));
        return Optional.of(key).filter(Assertion::fit);
      } catch (GeneralSecurityException e) {
        // Of another kind, or of none.
      }
    }
    return Optional.empty();
  }

  private static boolean fit(PublicKey key) {
    return switch (key) {
      case ECPublicKey ec ->
          ec.getParams().getCurve().getField().getFieldSize() == P256_BITS
              && ec.getParams().toString().contains("secp256r1");
      case EdECPublicKey ed ->
          ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName());
      case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= MIN_RSA_BITS;
      default -> false;
    };
  }

  private static String algorithm(PublicKey key) {
    return switch (key) {
      case ECPublicKey _ -> "SHA256withECDSA";
      case EdECPublicKey _ -> "Ed25519";
      default -> "SHA256withRSA";
    };
  }

  private static Optional<AssertionCheck> refused(Fault fault, String detail) {
    return Optional.of(new Refused(fault, detail));
  }
}
