package io.humanlayer.policy.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.policy.app.ChangeTexts;
import io.humanlayer.policy.core.change.PolicyChange;
import jakarta.inject.Singleton;

/// A change of a policy as JSON.
@Singleton
public final class ChangeJson implements ChangeTexts {

  /// What a person can read; the whole is in the documents.
  private static final int MAX_DIFFERENCES = 50;

  @Override
  public String of(PolicyChange change) {
    return write(change).toString();
  }

  public static ObjectNode write(PolicyChange change) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("direction", change.direction().name());
    json.put("approvals", change.approvals());
    json.put("differences_in_all", change.differences().size());
    var differences = json.putArray("differences");
    change.differences().stream()
        .limit(MAX_DIFFERENCES)
        .forEach(
            difference ->
                differences
                    .addObject()
                    .put("direction", difference.direction().name())
                    .put("at", difference.at())
                    .put("what", difference.what()));
    return json;
  }
}
