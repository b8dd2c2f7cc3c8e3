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

  /// The view with the arguments that were asked for, or those that an edit made of them, and the
  /// state. Where an edit is approved and its arguments are not to be had, there are none.
  public static ObjectNode write(RequestView view, Optional<Dossier> dossier) {
    return dossier.map(d -> write(view, d)).orElseGet(() -> write(view));
  }

  private static ObjectNode write(RequestView view, Dossier dossier) {
    JsonNode content = ExactJson.parse(dossier.content());
    ObjectNode json = write(view);
    String arguments =
        edited(view)
            ? dossier.edits().get(json.at("/edits/action_digest").asText())
            : content.path("arguments").toString();
    return with(json, arguments, content.get("state"));
  }

  /// Whether another Action was approved than the one that was asked for.
  public static boolean edited(RequestView view) {
    String decision = view.decision();
    return decision != null && ExactJson.parse(decision).has("edits");
  }

  /// As the other, for a request that nobody has edited and whose content is at hand.
  public static ObjectNode write(RequestView view, Content content) {
    String state = content.state();
    return with(write(view), content.arguments(), state == null ? null : ExactJson.parse(state));
  }

  private static ObjectNode with(
      ObjectNode json, @Nullable String arguments, @Nullable JsonNode state) {
    if (arguments != null) {
      json.set("arguments", ExactJson.parse(arguments));
    }
    if (state != null) {
      json.set("state", state);
    }
    return json;
  }
}
