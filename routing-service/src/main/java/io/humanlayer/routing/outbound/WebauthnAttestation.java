package io.humanlayer.routing.outbound;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.human.Assertion;
import io.humanlayer.proof.human.RelyingParty;
import io.humanlayer.routing.app.Attestation;
import io.humanlayer.routing.app.SignatureRefused;
import io.humanlayer.routing.core.sentinels.Passkey;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Registrations checked with WebAuthn4J. Who made the authenticator is taken down, not believed:
/// no list of makers is asked. The user has to be verified.
@ApplicationScoped
public class WebauthnAttestation implements Attestation {

  private static final Logger LOG = Logger.getLogger(WebauthnAttestation.class);

  /// No browser sends more.
  private static final int MAX_BYTES = 64 * 1024;

  /// A credential id that is longer than this is of no authenticator (WebAuthn §4).
  private static final int MAX_CREDENTIAL = 1_023;

  private static final List<PublicKeyCredentialParameters> KINDS =
      List.of(
          kind(COSEAlgorithmIdentifier.ES256),
          kind(COSEAlgorithmIdentifier.EdDSA),
          kind(COSEAlgorithmIdentifier.RS256));

  private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager();
  private final ObjectConverter converter = new ObjectConverter();
  private final RelyingParty party;

  public WebauthnAttestation(RelyingParty party) {
    this.party = party;
  }

  private static PublicKeyCredentialParameters kind(COSEAlgorithmIdentifier algorithm) {
    return new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm);
  }

  @Override
  public Result check(Made made, String challenge, int proofingLevel) {
    try {
      byte[] object = bytes(made.attestationObject());
      RegistrationData data =
          manager.verify(
              new RegistrationRequest(object, bytes(made.clientData())),
              new RegistrationParameters(
                  ServerProperty.builder()
                      .origins(
                          party.origins().stream().map(Origin::new).collect(Collectors.toSet()))
                      .rpId(party.id())
                      .challenge(new DefaultChallenge(CanonicalText.base64url(challenge)))
                      .build(),
                  KINDS,
                  true,
                  true));
      return believed(data, object, proofingLevel);
    } catch (WebAuthnException | MalformedException e) {
      LOG.infof("a registration was refused: %s", e.getMessage());
      return refused(e.getClass().getSimpleName().replace("Exception", ""));
    }
  }

  private static byte[] bytes(String base64url) {
    if (base64url.length() > MAX_BYTES) {
      throw new MalformedException("longer than a browser makes it");
    }
    return CanonicalText.base64url(base64url);
  }

  private Result believed(RegistrationData data, byte[] object, int proofingLevel) {
    AttestationObject attestation = Objects.requireNonNull(data.getAttestationObject());
    AuthenticatorData<?> said = attestation.getAuthenticatorData();
    AttestedCredentialData credential = said.getAttestedCredentialData();
    if (credential == null || credential.getCredentialId().length > MAX_CREDENTIAL) {
      return refused("NoCredential");
    }
    PublicKey key = credential.getCOSEKey().getPublicKey();
    if (key == null || Assertion.publicKey(key.getEncoded()).isEmpty()) {
      return refused("UnknownKey");
    }
    return new Result.Believed(
        new Passkey(
            base64url(credential.getCredentialId()),
            (int) Objects.requireNonNull(credential.getCOSEKey().getAlgorithm()).getValue(),
            base64url(key.getEncoded()),
            "sha256:" + Hash.sha256(key.getEncoded()),
            base64url(converter.getCborMapper().writeValueAsBytes(credential.getCOSEKey())),
            credential.getAaguid().toString(),
            said.isFlagBE(),
            said.isFlagBS(),
            "sha256:" + Hash.sha256(object),
            party.id(),
            Objects.requireNonNull(data.getCollectedClientData()).getOrigin().toString(),
            proofingLevel),
        new Bytes(object));
  }

  private static Result refused(String what) {
    return new Result.Refused(
        new SignatureRefused(
            "REGISTRATION_REFUSED",
            "This passkey cannot be registered here (" + what + "); nothing was changed."));
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
