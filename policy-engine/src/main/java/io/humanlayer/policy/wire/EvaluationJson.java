package io.humanlayer.policy.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.app.DryRun;
import io.humanlayer.policy.core.catalogue.ArgumentType;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.policy.Claims;
import io.humanlayer.policy.core.policy.JoinedRuling;
import io.humanlayer.policy.core.policy.Question;
import io.humanlayer.policy.core.policy.Requester;
import io.humanlayer.policy.core.requirement.Exclusion;
import io.humanlayer.policy.core.requirement.Panel;
import io.humanlayer.policy.core.requirement.Quorum;
import io.humanlayer.web.JsonFields;
import io.humanlayer.web.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The question and the answer of a dry run.
public final class EvaluationJson {

  private static final int MAX_NAME = 200;
  private static final BigDecimal ZERO = BigDecimal.ZERO;

  private EvaluationJson() {}

  /// @param limits how the named limits are assumed to stand
  public record Asked(Question question, Map<String, BigDecimal> limits) {
    public Asked {
      limits = Map.copyOf(limits);
    }
  }

  /// @throws io.humanlayer.web.ProblemException naming everything that is wrong
  public static Asked read(ObjectNode json, Instant now) {
    var fields =
        new JsonFields(json)
            .only(
                Set.of(
                    "organisation", "operation", "arguments", "claims", "agent", "limits", "at"));
    String organisation = fields.text("organisation", 32);
    String operation = fields.text("operation", MAX_NAME);
    var at = fields.optionalInstant("at");
    var agent = fields.has("agent") ? fields.object("agent") : json.objectNode();
    var claims = fields.has("claims") ? fields.object("claims") : json.objectNode();
    var limits = fields.has("limits") ? fields.object("limits") : json.objectNode();
    var arguments = fields.has("arguments") ? fields.object("arguments") : json.objectNode();
    fields.check();
    return new Asked(
        new Question(
            organisation(organisation),
            operation,
            JsonData.data(arguments),
            requester(new JsonFields(agent)),
            claims(new JsonFields(claims)),
            at == null ? now : at),
        limits(limits));
  }

  private static OrganisationId organisation(String id) {
    try {
      return new OrganisationId(id);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("/organisation", "An organisation's id: " + e.getMessage())
          .asException();
    }
  }

  private static Requester requester(JsonFields fields) {
    fields.only(Set.of("id", "name", "version", "owner"));
    String id = fields.optionalText("id", MAX_NAME);
    var requester =
        new Requester(
            id == null ? "dry-run" : id,
            fields.optionalText("name", MAX_NAME),
            fields.optionalText("version", MAX_NAME),
            fields.optionalText("owner", MAX_NAME));
    fields.check();
    return requester;
  }

  private static Claims claims(JsonFields fields) {
    fields.only(Set.of("confidence", "risk"));
    var confidence = fields.optionalDecimal("confidence", ZERO, BigDecimal.ONE);
    var claims =
        new Claims(
            confidence == null ? null : (Double) confidence.doubleValue(),
            fields.optionalText("risk", MAX_NAME));
    fields.check();
    return claims;
  }

  private static Map<String, BigDecimal> limits(ObjectNode json) {
    var limits = new LinkedHashMap<String, BigDecimal>();
    for (var limit : json.properties()) {
      if (ArgumentType.DECIMAL.fit(JsonData.data(limit.getValue())).orElse(null)
          instanceof Data.Decimal(BigDecimal value)) {
        limits.put(limit.getKey(), value);
      } else {
        throw Problem.invalid("/limits/" + limit.getKey(), "The value must be a decimal number.")
            .asException();
      }
    }
    return limits;
  }

  public static ObjectNode write(DryRun.Result result) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("ruling", result.joined().ruling().name());
    var policies = json.putArray("policies");
    result.policies().forEach(opinion -> policies.add(ExplanationJson.write(opinion)));
    json.set("requirement", requirement(result.joined()));
    json.set("smallest_change", ExplanationJson.change(result.change()));
    return json;
  }

  private static @Nullable ObjectNode requirement(JoinedRuling joined) {
    var requirement = joined.requirement();
    if (requirement == null) {
      return null;
    }
    var json = JsonNodeFactory.instance.objectNode();
    var panels = json.putArray("panels");
    requirement.panels().forEach((panel, quorum) -> panel(panels.addObject(), panel, quorum));
    json.put("distinct", requirement.distinct());
    texts(json.putArray("exclude"), requirement.exclude().stream().map(Exclusion::word).toList());
    json.put("tier", RequirementAvro.word(requirement.tier()));
    json.put("deadline", requirement.deadline().toString());
    json.put("on_timeout", requirement.onTimeout().name());
    json.put("use_within", requirement.use().toString());
    var escalate = json.putArray("escalate");
    for (var step : requirement.escalationSteps()) {
      escalate.addObject().put("after", step.after().toString()).put("to", step.to().name());
    }
    texts(json.putArray("editable"), requirement.editable());
    json.put("reason_required", requirement.reason());
    json.put("grant_possible", requirement.grant() != null);
    return json;
  }

  private static void panel(ObjectNode json, Panel panel, Quorum quorum) {
    json.put("name", panel.name());
    json.put("qualification", panel.qualification());
    json.put("approvals", quorum.approvals());
    json.put("rejections", quorum.rejections());
  }

  private static void texts(ArrayNode array, Iterable<String> texts) {
    texts.forEach(array::add);
  }
}
