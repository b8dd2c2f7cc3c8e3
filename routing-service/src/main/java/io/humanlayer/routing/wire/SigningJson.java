package io.humanlayer.routing.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.proof.human.Assertion;
import io.humanlayer.proof.human.RelyingParty;
import io.humanlayer.routing.app.Attestation.Made;
import io.humanlayer.routing.app.EnrolPasskey;
import io.humanlayer.routing.app.Intents;
import io.humanlayer.routing.app.Passkeys;
import io.humanlayer.routing.app.SignVerdict;
import io.humanlayer.routing.app.SignVerdict.Signature;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.web.JsonFields;
import io.humanlayer.web.Problem;
import io.humanlayer.web.StrictJson;
import io.humanlayer.web.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What browsers are asked, in the form that WebAuthn gives it in JSON, and what they answer.
public final class SigningJson {

  private static final int MAX_NONCE = 64;
  private static final int MAX_CREDENTIAL = 1_400;
  private static final int MAX_PART = 8_192;

  /// ES256, EdDSA, RS256.
  private static final List<Integer> ALGORITHMS = List.of(-7, -8, -257);

  private SigningJson() {}

  /// For `navigator.credentials.get`, with what is signed.
  public static ObjectNode toSign(
      Intents.Kept kept, List<Passkeys.Kept> passkeys, RelyingParty party) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("nonce", kept.intent().nonce());
    json.put("intent", kept.text());
    json.put("expires_at", kept.intent().expiresAt().toString());
    ObjectNode options = json.putObject("publicKey");
    options.put("challenge", Assertion.challenge(kept.text().getBytes(StandardCharsets.UTF_8)));
    options.put("rpId", party.id());
    options.put("userVerification", "required");
    options.put("timeout", SignVerdict.PATIENCE.toMillis());
    credentials(options, "allowCredentials", passkeys);
    return json;
  }

  /// For `navigator.credentials.create`. The user's handle says nothing of who they are.
  public static ObjectNode toMake(
      String challenge, Sentinel sentinel, List<Passkeys.Kept> passkeys, RelyingParty party) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode options = json.putObject("publicKey");
    options.put("challenge", challenge);
    options.putObject("rp").put("id", party.id()).put("name", "HumanLayer");
    options
        .putObject("user")
        .put("id", Tokens.hash(sentinel.organisation() + "/" + sentinel.id()))
        .put("name", sentinel.id().value())
        .put("displayName", sentinel.displayName());
    var algorithms = options.putArray("pubKeyCredParams");
    ALGORITHMS.forEach(it -> algorithms.addObject().put("type", "public-key").put("alg", it));
    options
        .putObject("authenticatorSelection")
        .put("userVerification", "required")
        .put("residentKey", "preferred");
    options.put("attestation", "none");
    options.put("timeout", EnrolPasskey.PATIENCE.toMillis());
    credentials(options, "excludeCredentials", passkeys);
    return json;
  }

  private static void credentials(ObjectNode options, String name, List<Passkeys.Kept> passkeys) {
    var list = options.putArray(name);
    passkeys.forEach(
        kept -> list.addObject().put("type", "public-key").put("id", kept.passkey().credential()));
  }

  /// The field `assertion` of a verdict, which is taken out of it.
  ///
  /// @return nothing if the verdict is not signed
  public static @Nullable Signature take(ObjectNode verdict) {
    if (!verdict.has("assertion")) {
      return null;
    }
    var fields = new JsonFields(verdict).fields("assertion");
    verdict.remove("assertion");
    return signature(fields);
  }

  /// The same, from a form.
  public static @Nullable Signature read(@Nullable String assertion) {
    return assertion == null || assertion.isBlank()
        ? null
        : signature(new JsonFields(StrictJson.object(assertion.getBytes(StandardCharsets.UTF_8))));
  }

  private static Signature signature(JsonFields fields) {
    fields.only(
        Set.of("nonce", "credential_id", "authenticator_data", "client_data_json", "signature"));
    String nonce = fields.text("nonce", MAX_NONCE);
    String credential = fields.text("credential_id", MAX_CREDENTIAL);
    var assertion =
        new Assertion(
            fields.text("authenticator_data", MAX_PART),
            fields.text("client_data_json", MAX_PART),
            fields.text("signature", MAX_PART));
    fields.check();
    return new Signature(nonce, credential, assertion);
  }

  /// @throws io.humanlayer.web.ProblemException if a part is missing
  public static Made made(@Nullable String clientData, @Nullable String attestationObject) {
    if (clientData == null || attestationObject == null) {
      throw Problem.invalid("", "The browser has made no passkey.").asException();
    }
    return new Made(clientData, attestationObject);
  }
}
