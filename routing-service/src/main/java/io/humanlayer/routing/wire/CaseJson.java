package io.humanlayer.routing.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.app.CaseSummary;
import io.humanlayer.routing.app.Dossier;
import io.humanlayer.routing.core.cases.Behalf;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import io.humanlayer.routing.core.cases.Matter;
import io.humanlayer.routing.core.cases.Panel;
import io.humanlayer.routing.core.cases.Requirement;
import io.humanlayer.routing.core.cases.ResponseForm;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.web.Tokens;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Cases as Sentinels read them. What others have answered is not in it before the reader has
/// answered: nobody votes with the crowd.
public final class CaseJson {

  private CaseJson() {}

  public static ObjectNode summary(CaseSummary summary) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", summary.id().toString());
    json.put("status", summary.outcome() == null ? "open" : "decided");
    json.put("operation", summary.operation());
    json.put("agent", summary.agent());
    json.put("tier", summary.tier());
    json.put("opened_at", summary.openedAt().toString());
    json.put("deadline", summary.deadline().toString());
    json.put("answered", summary.answered());
    if (summary.outcome() != null) {
      json.put("outcome", summary.outcome());
    }
    return json;
  }

  /// Facts and dossier of an open case, the same for the interface and for the console. People from
  /// outside are shown the arguments that their panel reveals, and nothing of what the Agent says.
  public static ObjectNode view(Case.Open open, Dossier dossier, Sentinel reader) {
    ObjectNode json = facts(open);
    json.put("status", "open");
    Set<String> seats = open.seating().panelsOf(reader.id());
    json.withArray("panels")
        .forEach(
            panel -> {
              String name = text(panel, "name");
              ((ObjectNode) panel).put("yours", seats.contains(name));
              put((ObjectNode) panel, open.seating().behalfOf(reader.id(), name).orElse(null));
            });
    Dossier shown = redacted(open, dossier, reader);
    ObjectNode content = json.putObject("dossier");
    content.put("operation", shown.operation());
    content.put("target", shown.target());
    content.set("arguments", shown.arguments());
    if (shown.asked() != null) {
      content.set("asked_arguments", shown.asked());
    }
    content.put("summary", shown.summary());
    content.set("context", shown.context());
    content.put("digest", shown.digest());
    shown.info().forEach(content.putArray("info")::add);
    return json;
  }

  /// What of a dossier is for `reader` to see.
  public static Dossier redacted(Case.Open open, Dossier dossier, Sentinel reader) {
    return Redaction.of(open, dossier, reader);
  }

  /// The digest of what is shown: over the text of [#view].
  public static String viewDigest(Case.Open open, Dossier dossier, Sentinel reader) {
    return "sha256:" + Tokens.hash(view(open, dossier, reader).toString());
  }

  public static ObjectNode decided(Case.Decided decided) {
    return facts(
            decided.matter(),
            decided.matter().requirement(),
            decided instanceof Case.Approved approved
                ? approved.approval().actionDigest().value()
                : decided.matter().request().actionDigest().value(),
            decided.matter().deadline())
        .put("status", "decided")
        .put("outcome", decided.outcome().name());
  }

  /// Where the case stands for one of its Sentinels. What others have answered is in it only when
  /// they have answered themselves.
  public static ObjectNode standing(Case state, SentinelId reader) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    switch (state) {
      case Case.None _ -> {}
      case Case.Open open -> {
        json.put("status", "open");
        json.put("action_digest", open.actionDigest().value());
        json.put("deadline", open.deadline().toString());
        json.put("seat", seat(open, reader));
        if (open instanceof Case.NeedsInfo asking) {
          json.put("question", asking.question());
        }
        if (open instanceof Case.Cooling cooling) {
          json.put("binds_at", cooling.until().toString());
        }
        open.seating()
            .answerOf(reader)
            .ifPresent(
                given -> {
                  json.set("your_verdict", answer(given));
                  others(open, reader, json.putArray("other_verdicts"));
                });
      }
      case Case.Decided decided ->
          json.put("status", "decided").put("outcome", decided.outcome().name());
    }
    return json;
  }

  /// What a Sentinel has of the case: `offered`, `held`, `answered` or `none`.
  public static String seat(Case.Open open, SentinelId reader) {
    if (open.seating().answerOf(reader).isPresent()) {
      return "answered";
    }
    if (open.seating().holds(reader)) {
      return "held";
    }
    return open.seating().offered(reader) ? "offered" : "none";
  }

  private static void others(Case.Open open, SentinelId reader, ArrayNode all) {
    open.seating().verdicts().stream()
        .filter(given -> !given.verdict().sentinel().equals(reader))
        .forEach(
            given ->
                all.add(
                    put(
                        answer(given)
                            .put("sentinel", given.verdict().sentinel().value())
                            .put("panel", given.verdict().panel()),
                        given.verdict().behalf())));
  }

  public static ObjectNode answer(VerdictGiven given) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("verdict", CommonAvro.word(given.verdict().kind()))
        .put("at", given.verdict().at().toString());
  }

  private static ObjectNode put(ObjectNode json, @Nullable Behalf behalf) {
    return behalf == null
        ? json
        : json.put("on_behalf_of", behalf.principal().value())
            .put("delegation", behalf.delegation());
  }

  private static ObjectNode facts(Case.Open open) {
    ObjectNode json =
        facts(open.matter(), open.requirement(), open.actionDigest().value(), open.deadline());
    ResponseForm response = open.matter().response();
    if (response.asks()) {
      ObjectNode asked = json.putObject("response");
      asked.put("answer", response.answer());
      response.options().forEach(asked.putArray("options")::add);
      asked.put("form", response.form());
    }
    open.matter().requirement().editable().stream()
        .sorted()
        .forEach(json.putArray("editable")::add);
    return json;
  }

  private static ObjectNode facts(
      Matter matter, Requirement requirement, String actionDigest, Instant deadline) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", matter.request().id().toString());
    json.put("organisation", matter.request().organisation().value());
    json.put("operation", matter.request().operation());
    json.put("target", matter.target());
    json.putObject("agent")
        .put("id", matter.request().agent().id().value())
        .put("name", matter.request().agent().name())
        .put("version", matter.request().agent().version());
    json.put("action_digest", actionDigest);
    json.put("type", matter.request().type());
    json.put("level", matter.request().level());
    json.put("tier", CommonAvro.word(requirement.tier()));
    var policies = json.putArray("policies");
    matter
        .ruling()
        .policies()
        .forEach(
            policy ->
                policies
                    .addObject()
                    .put("layer", policy.layer())
                    .put("name", policy.name())
                    .put("number", policy.number()));
    matter.ruling().rules().forEach(rule -> json.withArray("rules").add(rule.id()));
    requirement.panels().forEach(panel -> json.withArray("panels").add(panel(panel)));
    json.put("distinct", requirement.distinct());
    requirement.rolesToDeclare().forEach(json.putArray("not_if_you_are")::add);
    json.put("reason_required", requirement.reasonRequired());
    json.put("opened_at", matter.openedAt().toString());
    json.put("deadline", deadline.toString());
    return json;
  }

  private static ObjectNode panel(Panel panel) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", panel.name())
        .put("qualification", panel.profile().qualification())
        .put("approvals", panel.quorum().approvals())
        .put("rejections", panel.quorum().rejections());
  }

  private static String text(com.fasterxml.jackson.databind.JsonNode json, String name) {
    return json.path(name).asText();
  }
}
