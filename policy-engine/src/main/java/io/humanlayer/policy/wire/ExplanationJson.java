package io.humanlayer.policy.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.policy.app.DryRun.Opinion;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.explain.SmallestChange;
import io.humanlayer.policy.core.policy.Clause;
import io.humanlayer.policy.core.policy.Explanation.RuleTrace;
import java.util.List;
import java.util.Locale;

/// Why policies say what they say, as JSON.
final class ExplanationJson {

  private ExplanationJson() {}

  static ObjectNode write(Opinion opinion) {
    var ruling = opinion.explanation().ruling();
    var said = ruling.ruling();
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("layer", opinion.policy().layer().word())
            .put("name", opinion.policy().name())
            .put("number", opinion.policy().number())
            .put("digest", opinion.digest())
            .put("operation", opinion.explanation().operation())
            .put("ruling", said == null ? "ABSTAIN" : said.name());
    var rules = json.putArray("rules");
    ruling.rules().forEach(rules::add);
    var errors = json.putArray("errors");
    for (var error : ruling.errors()) {
      errors.addObject().put("rule", error.rule()).put("why", error.why());
    }
    var explanation = json.putArray("explanation");
    opinion.explanation().rules().forEach(trace -> explanation.add(trace(trace)));
    return json;
  }

  private static ObjectNode trace(RuleTrace trace) {
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("rule", trace.id())
            .put("ruling", trace.says().name())
            .put("effect", trace.effect().name().toLowerCase(Locale.ROOT))
            .put("matched", trace.matched());
    clauses(json.putArray("when"), trace.when());
    clauses(json.putArray("unless"), trace.unless());
    var errors = json.putArray("errors");
    trace.errors().forEach(errors::add);
    var requirement = trace.requirement();
    if (requirement != null) {
      var asks = json.putObject("requires");
      var panels = asks.putArray("panels");
      requirement
          .panels()
          .forEach(
              (panel, quorum) ->
                  panels
                      .addObject()
                      .put("name", panel.name())
                      .put("approvals", quorum.approvals())
                      .put("rejections", quorum.rejections()));
      asks.put("tier", RequirementAvro.word(requirement.tier()));
      asks.put("deadline", requirement.deadline().toString());
      asks.put("on_timeout", requirement.onTimeout().name());
      asks.put("reason_required", requirement.reason());
      asks.put("distinct", requirement.distinct());
    }
    return json;
  }

  private static void clauses(ArrayNode json, List<Clause> clauses) {
    for (var clause : clauses) {
      json.addObject()
          .put("clause", clause.text())
          .put("value", clause.value())
          .put("seen", clause.seen());
    }
  }

  static JsonNode change(List<SmallestChange.Step> steps) {
    var json = JsonNodeFactory.instance.arrayNode();
    for (var step : steps) {
      json.addObject().put("variable", step.variable()).put("value", shown(step.value()));
    }
    return json;
  }

  private static String shown(Data value) {
    return switch (value) {
      case Data.Decimal(var number) -> number.toPlainString();
      case Data.Text(String text) -> text;
      case Data.Whole(long whole) -> Long.toString(whole);
      case Data.Flag(boolean flag) -> Boolean.toString(flag);
      case Data.Nothing _, Data.Sequence _, Data.Struct _, Data.Unreadable _ -> Json.plain(value);
    };
  }
}
