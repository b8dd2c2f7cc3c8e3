package io.humanlayer.gateway.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.gateway.app.Dossiers.Dossier;
import io.humanlayer.gateway.core.status.RequestView;
import java.util.Optional;

/// A request as its agent reads it.
public final class ViewJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ViewJson() {}

  /// The view without what only the dossier knows.
  public static ObjectNode write(RequestView view) {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", view.id().toString());
    json.put("status", view.status().label());
    json.put("agent", view.agent().value());
    json.put("operation", view.operation());
    json.put("type", view.type());
    json.put("level", view.level());
    json.put("action_digest", view.actionDigest());
    json.put("submitted_at", DecisionAvro.time(view.submittedAt()));
    json.put("expires_at", DecisionAvro.time(view.expiresAt()));
    String decision = view.decision();
    if (decision != null) {
      json.setAll((ObjectNode) parse(decision));
      ObjectNode receipt = json.putObject("receipt");
      receipt.put("status", view.recorded() ? "recorded" : "pending");
      receipt.put("url", "/v1/receipts/" + view.id());
    }
    return json;
  }

  /// The view with the arguments that were asked for, or that an edit made of them, and the state.
  public static ObjectNode write(RequestView view, Optional<Dossier> dossier) {
    ObjectNode json = write(view);
    dossier.ifPresent(
        d -> {
          JsonNode content = parse(d.content());
          json.set("arguments", content.path("arguments"));
          if (content.has("state")) {
            json.set("state", content.get("state"));
          }
        });
    if (json.path("edits").isObject()) {
      json.set("arguments", parse(json.get("edits").get("arguments").asText()));
    }
    return json;
  }

  /// Reads JSON that this service wrote.
  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what we wrote is not JSON", e);
    }
  }
}
