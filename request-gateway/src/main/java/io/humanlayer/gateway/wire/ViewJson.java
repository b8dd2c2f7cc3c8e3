package io.humanlayer.gateway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.gateway.app.Dossiers.Dossier;
import io.humanlayer.gateway.core.intake.Submission.Content;
import io.humanlayer.gateway.core.status.RequestView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request as its agent reads it.
public final class ViewJson {

  private ViewJson() {}

  /// The view without what only the dossier knows.
  public static ObjectNode write(RequestView view) {
    ObjectNode json = ExactJson.object();
    json.put("id", view.id().toString());
    json.put("status", view.status().label());
    json.put("agent", view.agent().value());
    json.put("operation", view.operation());
    json.put("type", view.type());
    json.put("level", view.level());
    json.put("action_digest", view.actionDigest());
    json.put("submitted_at", DecisionAvro.time(view.submittedAt()));
    json.put("expires_at", DecisionAvro.time(view.expiresAt()));
    String progress = view.progress();
    if (progress != null) {
      json.setAll((ObjectNode) ExactJson.parse(progress));
    }
    String decision = view.decision();
    if (decision != null) {
      json.setAll((ObjectNode) ExactJson.parse(decision));
      ObjectNode receipt = json.putObject("receipt");
      receipt.put("status", view.recorded() ? "recorded" : "pending");
      receipt.put("url", "/v1/receipts/" + view.id());
    }
    return json;
  }

  /// The view with the arguments that were asked for, or that an edit made of them, and the state.
  public static ObjectNode write(RequestView view, Optional<Dossier> dossier) {
    return dossier
        .map(d -> ExactJson.parse(d.content()))
        .map(content -> write(view, content.path("arguments"), content.get("state")))
        .orElseGet(() -> write(view));
  }

  /// As the other, for a request whose content is at hand.
  public static ObjectNode write(RequestView view, Content content) {
    String state = content.state();
    return write(
        view, ExactJson.parse(content.arguments()), state == null ? null : ExactJson.parse(state));
  }

  private static ObjectNode write(RequestView view, JsonNode arguments, @Nullable JsonNode state) {
    ObjectNode json = write(view);
    json.set("arguments", arguments);
    if (state != null) {
      json.set("state", state);
    }
    if (json.path("edits").isObject()) {
      json.set("arguments", ExactJson.parse(json.get("edits").get("arguments").asText()));
    }
    return json;
  }
}
