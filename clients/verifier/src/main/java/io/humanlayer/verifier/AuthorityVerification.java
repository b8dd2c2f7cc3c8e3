package io.humanlayer.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.proof.Milliseconds;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.proof.evidence.AuthorityFiles;
import io.humanlayer.proof.evidence.AuthorityFiles.Kind;
import io.humanlayer.verifier.ReceiptVerification.ProvenEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Checks by what right a decision was made: that its policies were published and its Sentinels
/// accredited, in the same log and before it. What the log does not hold, or what is not handed
/// over, is said to be unproven; what contradicts the decision is refused.
///
/// That nothing later took a right back is not in these files: whoever doubts it reads the log.
final class AuthorityVerification {

  private static final String PUBLISHED = "io.humanlayer.policies.PolicyPublished.v";
  private static final String REGISTERED = "io.humanlayer.sentinels.SentinelRegistered.v";
  private static final String OFFERED = "io.humanlayer.sentinels.DelegationOffered.v";
  private static final String ACCEPTED = "io.humanlayer.sentinels.DelegationAccepted.v";
  private static final String GRANTED = "io.humanlayer.grants.GrantMade.v";

  private final Steps steps;
  private final JsonNode decision;
  private final SortedMap<AuthorityFiles.Name, ProvenEvent> events;
  private final Set<AuthorityFiles.Name> used = new HashSet<>();
  private final List<String> meaning = new ArrayList<>();

  private AuthorityVerification(
      Steps steps, JsonNode decision, SortedMap<AuthorityFiles.Name, ProvenEvent> events) {
    this.steps = steps;
    this.decision = decision;
    this.events = events;
  }

  /// @param decision what the decision's event says
  /// @param position of the sealed decision in its log
  /// @param files the receipts, passkeys' aside
  /// @return what is said and what is not proven
  static List<String> check(
      Steps steps,
      JsonNode decision,
      long position,
      Map<AuthorityFiles.Name, byte[]> files,
      NoteVerifier key) {
    var events =
        new TreeMap<AuthorityFiles.Name, ProvenEvent>(
            Comparator.comparing(AuthorityFiles.Name::file));
    files.forEach(
        (name, file) -> {
          ProvenEvent event = ReceiptVerification.event(file, key);
          steps.require(
              event.leaf().eventId().toString().equals(name.event()),
              name.file() + " is the receipt of another event");
          steps.require(
              Long.compareUnsigned(event.receipt().logIndex(), position) < 0,
              name.file() + " is about what came after the decision");
          events.put(name, event);
        });
    return new AuthorityVerification(steps, decision, events).check();
  }

  private List<String> check() {
    decision.path("policies").forEach(this::policy);
    decision.path("verdicts").forEach(this::verdict);
    if (decision.path("underGrant").isObject()) {
      grant(decision.path("underGrant"));
    }
    for (AuthorityFiles.Name name : events.keySet()) {
      steps.require(used.contains(name), name.file() + " is about nothing in the decision");
    }
    return meaning;
  }

  private void policy(JsonNode policy) {
    String number =
        "%s/%s, number %s"
            .formatted(
                policy.path("layer").asText(),
                policy.path("name").asText(),
                policy.path("number").asText());
    Optional<ProvenEvent> published =
        newest(
            Kind.POLICY,
            PUBLISHED,
            said ->
                AuthorityJson.isNamed(said)
                    && AuthorityJson.policyTerm(said).equals(AuthorityJson.policyTerm(policy)));
    if (published.isEmpty()) {
      unproven("That policy " + number + " was published");
      return;
    }
    steps.require(
        said(published.get()).path("digest").equals(policy.path("digest")),
        "policy " + number + " was published with another digest");
    steps.ok("Policy %s was published%s.".formatted(number, where(published.get())));
  }

  /// Until when it stands is told and not held against the decision: what was asked in time may be
  /// answered after it.
  private void grant(JsonNode grant) {
    String id = OneLine.of(grant.path("id").asText());
    Optional<ProvenEvent> made =
        newest(Kind.GRANT, GRANTED, said -> said.path("grantId").equals(grant.path("id")));
    if (made.isEmpty()) {
      unproven("Grant " + id);
      return;
    }
    JsonNode said = said(made.get());
    steps.require(
        said.path("requestId").equals(grant.path("request"))
            && said.path("agent").equals(decision.path("agent").path("id"))
            && said.path("operation").equals(decision.path("operation"))
            && !time(said.path("at")).isAfter(time(decision.path("decidedAt"))),
        "grant " + id + " is for something else");
    List<String> by = new ArrayList<>();
    said.path("sentinels").forEach(one -> by.add(OneLine.of(one.asText())));
    steps.ok(
        "Grant %s was made by %s with the decision of request %s, until %s%s."
            .formatted(
                id,
                String.join(", ", by),
                OneLine.of(said.path("requestId").asText()),
                OneLine.of(said.path("until").asText()),
                where(made.get())));
  }

  private void verdict(JsonNode verdict) {
    Instant at = Milliseconds.parse(verdict.path("at").asText());
    holds(verdict.path("sentinel"), verdict.path("qualification"), at);
    if (verdict.path("delegation").isTextual()) {
      delegated(verdict, at)
          .ifPresent(offer -> holds(verdict.path("onBehalfOf"), offer.path("qualification"), at));
    }
  }

  /// Whether somebody was accredited with a qualification then.
  private void holds(JsonNode sentinel, JsonNode qualification, Instant at) {
    String who = OneLine.of(sentinel.asText());
    String what = OneLine.of(qualification.asText());
    Optional<ProvenEvent> registered =
        newest(
            Kind.SENTINEL,
            REGISTERED,
            said -> said.path("sentinel").equals(sentinel) && !time(said.path("at")).isAfter(at));
    if (registered.isEmpty() || !qualification.isTextual()) {
      unproven("That %s held %s".formatted(who, what));
      return;
    }
    JsonNode said = said(registered.get());
    boolean held =
        said.path("active").asBoolean()
            && !said.path("suspended").asBoolean()
            && said.path("qualifications")
                .valueStream()
                .anyMatch(it -> it.path("name").equals(qualification) && isValid(it, at));
    steps.require(
        held, "by the register %s did not hold %s at the time of the verdict".formatted(who, what));
    steps.ok("%s held %s by the register%s.".formatted(who, what, where(registered.get())));
  }

  /// What was offered and accepted; none where that is not proven.
  private Optional<JsonNode> delegated(JsonNode verdict, Instant at) {
    String id = verdict.path("delegation").asText();
    Predicate<JsonNode> same = said -> said.path("delegation").asText().equals(id);
    Optional<ProvenEvent> offered = newest(Kind.DELEGATION, OFFERED, same);
    Optional<ProvenEvent> accepted = newest(Kind.DELEGATION, ACCEPTED, same);
    if (offered.isEmpty() || accepted.isEmpty()) {
      unproven("Delegation " + OneLine.of(id));
      return Optional.empty();
    }
    JsonNode offer = said(offered.get());
    steps.require(
        offer.path("sentinel").equals(verdict.path("onBehalfOf"))
            && offer.path("to").equals(verdict.path("sentinel"))
            && offer.path("heldAs").equals(verdict.path("qualification"))
            && isValid(offer, at),
        "delegation " + OneLine.of(id) + " is of another right, or of another time");
    steps.require(
        said(accepted.get()).path("by").equals(verdict.path("sentinel"))
            && !time(said(accepted.get()).path("at")).isAfter(at),
        "delegation " + OneLine.of(id) + " had not been accepted");
    steps.ok(
        "%s had delegated it to %s, who had accepted%s."
            .formatted(
                OneLine.of(offer.path("sentinel").asText()),
                OneLine.of(offer.path("to").asText()),
                where(accepted.get())));
    return Optional.of(offer);
  }

  private Optional<ProvenEvent> newest(Kind kind, String type, Predicate<JsonNode> which) {
    Optional<Map.Entry<AuthorityFiles.Name, ProvenEvent>> newest =
        events.entrySet().stream()
            .filter(one -> one.getKey().kind() == kind)
            .filter(one -> one.getValue().leaf().type().startsWith(type))
            .filter(one -> which.test(said(one.getValue())))
            .max(
                Comparator.comparing(
                    one -> one.getValue().receipt().logIndex(), Long::compareUnsigned));
    newest.ifPresent(one -> used.add(one.getKey()));
    return newest.map(Map.Entry::getValue);
  }

  private static JsonNode said(ProvenEvent event) {
    return event.document().path("data");
  }

  private static boolean isValid(JsonNode term, Instant at) {
    JsonNode end = term.path("validTo");
    return !time(term.path("validFrom")).isAfter(at)
        && (!end.isTextual() || at.isBefore(time(end)));
  }

  private static Instant time(JsonNode time) {
    return Milliseconds.parse(time.asText());
  }

  private static String where(ProvenEvent event) {
    return ", at position %s of the log"
        .formatted(Long.toUnsignedString(event.receipt().logIndex()));
  }

  private void unproven(String what) {
    meaning.add(what + " is not proven by these files.");
  }
}
