package io.humanlayer.policy.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.core.history.AskedPolicy;
import io.humanlayer.policy.core.history.HistoryEntry;
import io.humanlayer.policy.core.history.PastDecision;
import io.humanlayer.policy.core.history.PastDecision.PastVerdict;
import io.humanlayer.policy.core.history.RuleRef;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.core.requirement.Tier;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads what happens to requests.
public final class HistoryAvro {

  private static final String RULED = "io.humanlayer.rulings.Ruled";
  private static final String OPENED = "io.humanlayer.cases.Opened";
  private static final String VIEWED = "io.humanlayer.cases.DossierViewed";
  private static final String DECIDED = "io.humanlayer.decisions.Decided";
  private static final String ERASED = "io.humanlayer.intake.DossierErased";

  /// The events that make history; others of the same topics are passed by.
  public static final Set<String> EVENTS =
      Set.of(IntakeAvro.EVENT, RULED, OPENED, VIEWED, DECIDED, ERASED);

  private HistoryAvro() {}

  /// @throws Malformed or `IllegalArgumentException` if it is none
  public static HistoryEntry read(IncomingEvent event) {
    var body = event.content();
    var id = new RequestId(body.uuid("requestId"));
    var organisation = new OrganisationId(body.text("org"));
    return switch (event.event()) {
      case IntakeAvro.EVENT -> asked(event, body);
      case RULED -> ruled(id, organisation, body);
      case OPENED -> new HistoryEntry.Opened(id, organisation, body.instant("openedAt"));
      case VIEWED ->
          new HistoryEntry.Viewed(id, organisation, body.text("sentinel"), body.instant("at"));
      case DECIDED -> decided(id, organisation, body);
      case ERASED -> new HistoryEntry.Erased(id, organisation);
      default -> throw new Malformed("not of history: " + event.event());
    };
  }

  private static HistoryEntry asked(IncomingEvent event, EventBody body) {
    var request = IntakeAvro.read(event);
    return new HistoryEntry.Asked(
        request.id(),
        request.organisation(),
        request.agent(),
        request.operation(),
        request.target(),
        request.actionDigest(),
        body.record("action").text("arguments"),
        request.claims().confidence(),
        request.claims().risk(),
        request.submittedAt());
  }

  private static HistoryEntry ruled(RequestId id, OrganisationId organisation, EventBody body) {
    var requirement = body.optionalRecord("requirement");
    return new HistoryEntry.Ruled(
        id,
        organisation,
        body.symbol("ruling", Ruling.class),
        body.records("policies").stream().map(policy -> policy(organisation, policy)).toList(),
        body.records("rules").stream()
            .map(rule -> new RuleRef(rule.text("layer"), rule.text("id")))
            .toList(),
        limits(body),
        requirement == null
            ? List.of()
            : requirement.records("panels").stream().map(panel -> panel.text("name")).toList(),
        requirement == null ? null : ceiling(requirement));
  }

  /// Where authority is asked for, no grant is made, whatever the rules say.
  private static @Nullable String ceiling(EventBody requirement) {
    return requirement.text("tier").equals(RequirementAvro.word(Tier.AUTHORITY))
        ? null
        : requirement.optionalText("grantCeiling");
  }

  private static AskedPolicy policy(OrganisationId organisation, EventBody policy) {
    return new AskedPolicy(
        new PolicyRef(
            organisation,
            IntakeAvro.layer(policy.text("layer")),
            policy.text("name"),
            policy.integer("number")),
        policy.text("digest"));
  }

  private static Map<String, BigDecimal> limits(EventBody body) {
    var limits = new TreeMap<String, BigDecimal>();
    for (var limit : body.records("limits")) {
      var value = limit.optionalDecimal("value");
      if (value != null) {
        limits.put(limit.text("name"), value);
      }
    }
    return limits;
  }

  private static HistoryEntry decided(RequestId id, OrganisationId organisation, EventBody body) {
    var decision =
        new PastDecision(
            body.symbol("outcome", PastDecision.Outcome.class),
            body.symbol("basis", PastDecision.Basis.class),
            body.instant("decidedAt"),
            body.optionalText("reasonCode"),
            body.records("verdicts").stream().map(HistoryAvro::verdict).toList());
    var edits = body.optionalRecord("edits");
    return new HistoryEntry.Decided(
        id,
        organisation,
        body.record("agent").text("id"),
        body.text("operation"),
        decision,
        edits == null ? null : edits.text("arguments"),
        grant(body.optionalRecord("grant")));
  }

  private static PastVerdict verdict(EventBody verdict) {
    return new PastVerdict(
        verdict.text("sentinel"),
        verdict.text("panel"),
        verdict.text("verdict"),
        verdict.instant("at"));
  }

  private static HistoryEntry.@Nullable GrantTerms grant(@Nullable EventBody grant) {
    return grant == null
        ? null
        : new HistoryEntry.GrantTerms(grant.integer("uses"), grant.instant("until"));
  }
}
