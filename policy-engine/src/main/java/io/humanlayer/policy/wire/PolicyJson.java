package io.humanlayer.policy.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.policy.app.PolicyArchive;
import io.humanlayer.policy.core.policy.PolicyDocument;
import java.util.List;

/// Published policies as JSON.
public final class PolicyJson {

  private PolicyJson() {}

  public static ObjectNode published(PolicyDocument document, int number) {
    var policy = document.policy();
    var json = JsonNodeFactory.instance.objectNode();
    json.put("organisation", policy.organisation().value());
    json.put("layer", policy.layer().word());
    json.put("name", policy.name());
    json.put("number", number);
    json.put("digest", document.digest());
    json.put("rules", policy.rules().size());
    json.putObject("tests").put("passed", policy.trials().size());
    return json;
  }

  public static ObjectNode list(List<PolicyArchive.Entry> entries) {
    var json = JsonNodeFactory.instance.objectNode();
    var policies = json.putArray("policies");
    for (var entry : entries) {
      policies
          .addObject()
          .put("layer", entry.policy().layer().word())
          .put("name", entry.policy().name())
          .put("number", entry.policy().number())
          .put("digest", entry.digest())
          .put("published_at", entry.publishedAt().toString());
    }
    return json;
  }
}
