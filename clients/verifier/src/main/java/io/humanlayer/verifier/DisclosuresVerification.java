package io.humanlayer.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.proof.decision.SigstoreBundle;
import io.humanlayer.proof.human.Assertion;
import io.humanlayer.proof.human.AssertionCheck;
import io.humanlayer.proof.human.RelyingParty;
import io.humanlayer.verifier.ReceiptVerification.ProvenEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/// Checks what people wrote and signed in a decision against the sealed `decision.json`, in which
/// it stands by salted digests (RFC 9901 §4.2), and the signatures of passkeys among it (WebAuthn
/// §7.2).
public final class DisclosuresVerification {

  private static final String PASSKEY = "passkey";
  private static final String EMERGENCY = "emergency.break-glass";
  private static final String REGISTERED = "io.humanlayer.sentinels.PasskeyRegistered.v1";

  private final Steps steps;
  private final JsonNode predicate;
  private final long position;
  private final Map<String, ProvenEvent> registrations;
  private final List<String> meaning = new ArrayList<>();
  private final Set<Integer> signed = new HashSet<>();

  private DisclosuresVerification(
      Steps steps, JsonNode predicate, long position, Map<String, ProvenEvent> registrations) {
    this.steps = steps;
    this.predicate = predicate;
    this.position = position;
    this.registrations = registrations;
  }

  /// @param file what the ledger hands out as disclosures
  /// @param decision the bytes of `decision.json`
  /// @param bundle the Sigstore bundle over it
  /// @param registrations receipts of the events by which passkeys were registered, from the same
  ///   log; without that of a passkey it is not proven whose it is
  public static Verification ofFile(
      byte[] file, byte[] decision, byte[] bundle, List<byte[]> registrations, NoteVerifier key) {
    return Steps.of(
        steps -> {
          SigstoreBundle sealed = BundleVerification.check(steps, bundle, decision, key);
          return check(steps, file, decision, sealed.proof().index(), registrations, key);
        });
  }

  /// @param position of the sealed decision in its log
  static List<String> check(
      Steps steps,
      byte[] file,
      byte[] decision,
      long position,
      Collection<byte[]> registrations,
      NoteVerifier key) {
    JsonNode predicate = CanonicalJson.parse(CanonicalText.utf8(decision)).path("predicate");
    var known = new HashMap<String, ProvenEvent>();
    for (byte[] registration : registrations) {
      ProvenEvent event = ReceiptVerification.event(registration, key);
      steps.require(event.leaf().type().equals(REGISTERED), "an event registers no passkey");
      known.put(event.leaf().eventId().toString(), event);
    }
    return new DisclosuresVerification(steps, predicate, position, known).check(steps.text(file));
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
    Matcher signature = HumanJson.SIGNATURE.matcher(name);
    if (signature.matches()) {
      signature(Integer.parseInt(signature.group(1)), parts.path(2));
    } else {
      meaning.add(name + ": " + OneLine.of(parts.path(2).toString()));
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
              "A passkey has signed SHA-256 of the intent of "
                  + sentinel
                  + ", on "
                  + party.origins().iterator().next()
                  + ", after a check of who was there.");
    }
    sameMatter(counted, CanonicalJson.parse(CanonicalJson.canonical(intent)));
    signed.add(verdict);
    meaning.add(
        "Signed with passkey %s: %s"
            .formatted(OneLine.of(given.path("credential").asText()), OneLine.of(intent)));
    registered(sentinel, given);
  }

  /// Whose passkey it is: what the register said, in this log, before the decision.
  private void registered(String sentinel, JsonNode given) {
    String name = given.path("registration").asText();
    ProvenEvent event = registrations.get(name);
    if (event == null) {
      meaning.add(
          "That it is a passkey of %s is not proven by these files: give the receipt of event %s with --registration."
              .formatted(OneLine.of(sentinel), OneLine.of(name)));
      return;
    }
    JsonNode said = event.document().path("data");
    Hash key = Hash.sha256(CanonicalText.base64url(given.path("publicKey").asText()));
    steps.require(
        said.path("sentinel").asText().equals(sentinel)
            && said.path("publicKeyDigest").asText().equals("sha256:" + key)
            && said.path("relyingParty").asText().equals(given.path("relyingParty").asText()),
        "the registration that the signature names is of another passkey");
    steps.require(
        Long.compareUnsigned(event.receipt().logIndex(), position) < 0,
        "the passkey was registered after the decision");
    steps.ok(
        "The passkey was registered as one of %s at position %s of the log, before the decision."
            .formatted(sentinel, Long.toUnsignedString(event.receipt().logIndex())));
  }

  /// What was signed is this verdict on this request, and nothing else.
  private void sameMatter(JsonNode counted, JsonNode intent) {
    steps.require(
        intent.path("requestId").asText().equals(predicate.path("decisionId").asText())
            && intent.path("sentinel").asText().equals(counted.path("sentinel").asText())
            && intent.path("verdict").asText().equalsIgnoreCase(verdict(counted)),
        "what was signed is another verdict");
    JsonNode edited = intent.path("editedActionDigest");
    action((edited.isTextual() ? edited : intent.path("actionDigest")).asText());
  }

  /// Whoever approves alone, in an emergency, signs that they do.
  private static String verdict(JsonNode counted) {
    return counted.path("panel").asText().equals(EMERGENCY)
        ? "break-glass"
        : counted.path("verdict").asText();
  }

  /// An approval is of the action that was approved: whoever edits signs what the edit makes.
  /// Whoever rejects an edited action signs that one, which a rejection does not name.
  private void action(String digest) {
    boolean edited = predicate.path("outcome").asText().equals("APPROVED_WITH_EDITS");
    JsonNode named = edited ? predicate.path("edits") : predicate;
    boolean same = digest.equals(named.path("actionDigest").asText());
    steps.require(
        same || !predicate.path("outcome").asText().startsWith("APPROVED"),
        "what was signed is about another action");
    if (same) {
      steps.ok("What was signed is this verdict of this Sentinel on this action.");
    } else {
      steps.ok("What was signed is this verdict of this Sentinel on this request.");
      meaning.add(
          "It is about action %s, which an edit had made of the one that was asked for."
              .formatted(OneLine.of(digest)));
    }
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
