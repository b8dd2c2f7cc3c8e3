package io.humanlayer.policy.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.policy.app.GrantTexts;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.grant.Grant;
import io.humanlayer.policy.core.requirement.GrantCeiling;
import io.humanlayer.web.StrictJson;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/// Grants as JSON, and the JSON that they rest on.
@Singleton
public final class GrantJson implements GrantTexts {

  @Override
  public GrantCeiling ceiling(String text) {
    JsonNode json = StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
    var similar = new TreeSet<String>();
    json.path("similar").forEach(one -> similar.add(one.asText()));
    return new GrantCeiling(
        Duration.parse(json.path("max").asText()), json.path("uses").intValue(), similar);
  }

  @Override
  public Data arguments(String json) {
    return JsonData.parse(json);
  }

  public static ObjectNode list(List<Grant> grants, Instant now) {
    var json = JsonNodeFactory.instance.objectNode();
    var array = json.putArray("grants");
    grants.forEach(grant -> array.add(write(grant, now)));
    return json;
  }

  private static ObjectNode write(Grant grant, Instant now) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("id", grant.id().toString());
    json.put("live", grant.lives(now));
    json.put("request", grant.request().toString());
    json.put("agent", grant.agent());
    json.put("agent_version", grant.agentVersion());
    json.put("operation", grant.operation());
    json.put("approved_digest", grant.actionDigest());
    var policies = json.putArray("policies");
    for (var asked : grant.policies()) {
      policies
          .addObject()
          .put("layer", asked.policy().layer().word())
          .put("name", asked.policy().name())
          .put("number", asked.policy().number())
          .put("digest", asked.digest());
    }
    var rules = json.putArray("rules");
    grant.rules().stream().map(rule -> rule.layer() + "/" + rule.id()).sorted().forEach(rules::add);
    var similar = json.putArray("similar");
    grant.similar().stream().sorted().forEach(similar::add);
    var sentinels = json.putArray("sentinels");
    grant.sentinels().forEach(sentinels::add);
    json.put("uses", grant.uses());
    json.put("uses_left", grant.usesLeft());
    json.put("until", grant.until().toString());
    json.put("made_at", grant.madeAt().toString());
    var revoked = grant.revoked();
    if (revoked != null) {
      json.putObject("revoked")
          .put("reason_code", revoked.reasonCode())
          .put("by", revoked.by())
          .put("at", revoked.at().toString());
    }
    return json;
  }
}
