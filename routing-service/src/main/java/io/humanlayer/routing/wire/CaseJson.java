package io.humanlayer.routing.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.app.CaseSummary;
import io.humanlayer.routing.app.Dossier;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import io.humanlayer.routing.core.cases.Matter;
import io.humanlayer.routing.core.cases.Panel;
import io.humanlayer.routing.core.cases.Requirement;
import io.humanlayer.web.Tokens;
import java.util.Set;

/// Cases as Sentinels read them. What others have answered is never in it: nobody votes with the
/// crowd.
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

  /// Facts and dossier of an open case, the same for the interface and for the console.
  public static ObjectNode view(Case.Open open, Dossier dossier, SentinelId reader) {
    ObjectNode json = facts(open.matter());
    json.put("status", "open");
    Set<String> seats = open.seating().panelsOf(reader);
    json.withArray("panels")
        .forEach(panel -> ((ObjectNode) panel).put("yours", seats.contains(text(panel, "name"))));
    ObjectNode content = json.putObject("dossier");
    content.put("operation", dossier.operation());
    content.put("target", dossier.target());
    content.set("arguments", dossier.arguments());
    content.put("summary", dossier.summary());
    content.set("context", dossier.context());
    content.put("digest", dossier.digest());
    return json;
  }

  /// The digest of what is shown: over the text of [#view].
  public static String viewDigest(Case.Open open, Dossier dossier, SentinelId reader) {
    return "sha256:" + Tokens.hash(view(open, dossier, reader).toString());
  }

  public static ObjectNode decided(Case.Decided decided) {
    return facts(decided.matter())
        .put("status", "decided")
        .put("outcome", decided.outcome().name());
  }

  public static ObjectNode answer(VerdictGiven given) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("verdict", CommonAvro.word(given.verdict().kind()))
        .put("at", given.verdict().at().toString());
  }

  private static ObjectNode facts(Matter matter) {
    Requirement requirement = matter.requirement();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", matter.request().id().toString());
    json.put("organisation", matter.request().organisation().value());
    json.put("operation", matter.request().operation());
    json.put("target", matter.target());
    json.putObject("agent")
        .put("id", matter.request().agent().id().value())
        .put("name", matter.request().agent().name())
        .put("version", matter.request().agent().version());
    json.put("action_digest", matter.request().actionDigest().value());
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
    json.put("deadline", matter.deadline().toString());
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
