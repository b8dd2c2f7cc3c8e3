package io.humanlayer.gateway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.gateway.core.status.RequestView;
import io.humanlayer.gateway.core.use.Approval;
import io.humanlayer.gateway.core.use.Approval.Arbiter;
import java.time.Instant;

/// What a decision lets its agent use.
public final class ApprovalJson {

  private ApprovalJson() {}

  public static Approval of(RequestView view) {
    String decision = view.decision();
    JsonNode json = decision == null ? ExactJson.object() : ExactJson.parse(decision);
    String until = json.path("usable_until").asText("");
    String basis = json.path("basis").asText("");
    return new Approval(
        json.path("outcome").asText("").startsWith("APPROVED"),
        basis.equals("POLICY") || basis.equals("GRANT") ? Arbiter.HERE : Arbiter.CASE,
        json.path("edits").path("action_digest").asText(view.actionDigest()),
        until.isEmpty() ? null : Instant.parse(until));
  }
}
