package io.humanlayer.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.proof.human.Assertion;
import io.humanlayer.proof.human.AssertionCheck;
import io.humanlayer.proof.human.RelyingParty;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checks what people wrote and signed in a decision against the sealed `decision.json`, in which
/// it stands by salted digests (RFC 9901 §4.2), and the signatures of passkeys among it (WebAuthn
/// §7.2).
public final class DisclosuresVerification {

  private static final Pattern SIGNATURE =
      Pattern.compile("verdicts\\.(\\d{1,4})\\.humanSignature");
  private static final String PASSKEY = "passkey";

  private final Steps steps;
  private final JsonNode predicate;
  private final List<String> meaning = new ArrayList<>();
  private final Set<Integer> signed = new HashSet<>();

  private DisclosuresVerification(Steps steps, JsonNode predicate) {
    this.steps = steps;
    this.predicate = predicate;
  }

  /// @param file what the ledger hands out as disclosures
  /// @param decision the bytes of `decision.json`
  /// @param bundle the Sigstore bundle over it
  public static Verification ofFile(byte[] file, byte[] decision, byte[] bundle, NoteVerifier key) {
    return Steps.of(
        steps -> {
          BundleVerification.check(steps, bundle, decision, key);
          JsonNode sealed = CanonicalJson.parse(CanonicalText.utf8(decision)).path("predicate");
          return new DisclosuresVerification(steps, sealed).check(steps.text(file));
        });
  }

  private List<String> check(String text) {
    String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    steps.require(
        CanonicalJson.canonical(line).equals(line), "it is not canonical JSON (RFC 8785)");
    var digests = new HashSet<String>();
    predicate.path("_sd").forEach(digest -> digests.add(digest.asText()));
    JsonNode handed = CanonicalJson.parse(line);
    JsonNode disclosures = handed.path("disclosures");
    steps.require(handed.size() == 1 && disclosures.isArray(), "it is no list of disclosures");
    for (JsonNode disclosure : disclosures) {
      disclosed(disclosure, digests);
    }
    steps.ok(
        disclosures.size()
            + " disclosures of "
            + (disclosures.size() + digests.size())
            + " stand in the sealed document by their digests.");
    unsigned();
    return meaning;
  }

  private void disclosed(JsonNode disclosure, Set<String> digests) {
    steps.require(disclosure.size() == 3, "a disclosure has three parts");
    String encoded = disclosure.path("disclosure").asText();
    String digest =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Hash.sha256(encoded.getBytes(StandardCharsets.US_ASCII)).bytes());
    steps.require(
        digest.equals(disclosure.path("digest").asText()) && digests.remove(digest),
        "a disclosure has no digest in the sealed document");
    JsonNode parts = CanonicalJson.parse(CanonicalText.utf8(CanonicalText.base64url(encoded)));
    String name = parts.path(1).asText();
    steps.require(
        parts.size() == 3 && name.equals(disclosure.path("name").asText()),
        "a disclosure is called otherwise than it is listed");
    Matcher signature = SIGNATURE.matcher(name);
    if (signature.matches()) {
      signature(Integer.parseInt(signature.group(1)), parts.path(2));
    } else {
      meaning.add(name + ": " + parts.path(2));
    }
  }

  private void signature(int verdict, JsonNode given) {
    JsonNode counted = predicate.path("verdicts").path(verdict);
    String sentinel = counted.path("sentinel").asText();
    steps.require(
        counted.path("assurance").asText().equals(PASSKEY),
        "a signature is given for a verdict that was not signed");
    String intent = given.path("intent").asText();
    var party =
        new RelyingParty(
            given.path("relyingParty").asText(), Set.of(given.path("origin").asText()));
    var assertion =
        new Assertion(
            given.path("authenticatorData").asText(),
            given.path("clientData").asText(),
            given.path("signature").asText());
    switch (assertion.check(
        intent, CanonicalText.base64url(given.path("publicKey").asText()), party)) {
      case AssertionCheck.Refused(_, String detail) ->
          steps.require(false, "the signature of " + sentinel + " does not hold: " + detail);
      case AssertionCheck.Holds _ ->
          steps.ok(
              "The passkey of "
                  + sentinel
                  + " has signed SHA-256 of the intent, on "
                  + party.origins().iterator().next()
                  + ", after a check of who was there.");
    }
    sameMatter(counted, CanonicalJson.parse(CanonicalJson.canonical(intent)));
    signed.add(verdict);
    meaning.add(
        "Signed by %s: %s (passkey %s, registered by event %s)."
            .formatted(
                sentinel,
                intent,
                given.path("credential").asText(),
                given.path("registration").asText()));
  }

  /// What was signed is this verdict on this request, and nothing else.
  private void sameMatter(JsonNode counted, JsonNode intent) {
    steps.require(
        intent.path("requestId").asText().equals(predicate.path("decisionId").asText())
            && intent.path("sentinel").asText().equals(counted.path("sentinel").asText())
            && intent.path("verdict").asText().equalsIgnoreCase(counted.path("verdict").asText()),
        "what was signed is another verdict");
    String digest = intent.path("actionDigest").asText();
    steps.require(
        digest.equals(predicate.path("actionDigest").asText())
            || digest.equals(predicate.path("edits").path("actionDigest").asText()),
        "what was signed is about another action");
    steps.ok("What was signed is this verdict of this Sentinel on this action.");
  }

  private void unsigned() {
    JsonNode verdicts = predicate.path("verdicts");
    for (int i = 0; i < verdicts.size(); i++) {
      if (verdicts.path(i).path("assurance").asText().equals(PASSKEY) && !signed.contains(i)) {
        meaning.add(
            "The signature of "
                + verdicts.path(i).path("sentinel").asText()
                + " is not among what was handed over; it may have been erased.");
      }
    }
  }
}
