package io.humanlayer.gateway.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.gateway.app.Dossiers.Dossier;
import io.humanlayer.gateway.core.intake.DecisionRequest;
import io.humanlayer.gateway.core.intake.Submission;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The content of a dossier as it is kept and shown.
public final class DossierJson {

  private DossierJson() {}

  /// The dossier of `request`. The salt makes its digest say nothing about its content once the
  /// dossier is erased.
  public static String write(DecisionRequest request, byte[] salt) {
    Submission s = request.submission();
    ObjectNode json = ExactJson.object();
    json.put("salt", Base64.getEncoder().encodeToString(salt));
    json.put("request", request.id().toString());
    json.put("agent", s.agent().id().value());
    json.put("operation", s.action().operation());
    put(json, "target", s.action().target());
    put(json, "summary", s.content().summary());
    json.set("arguments", ExactJson.parse(s.content().arguments()));
    set(json, "context", s.content().context());
    set(json, "state", s.content().state());
    return json.toString();
  }

  /// What a Sentinel is shown of a dossier: not the salt, and not the agent's own state.
  public static ObjectNode shown(Dossier dossier) {
    ObjectNode json = (ObjectNode) ExactJson.parse(dossier.content());
    json.remove("salt");
    json.remove("state");
    json.put("digest", dossier.digest());
    if (!dossier.answers().isEmpty()) {
      dossier.answers().forEach(json.putArray("info")::add);
    }
    if (!dossier.edits().isEmpty()) {
      ObjectNode edits = json.putObject("edits");
      dossier.edits().forEach((digest, arguments) -> edits.set(digest, ExactJson.parse(arguments)));
    }
    return json;
  }

  /// The arguments in a dossier, as the agent sent them.
  public static String arguments(String content) {
    return ExactJson.parse(content).path("arguments").toString();
  }

  /// The salt in a dossier.
  public static String salt(String content) {
    return ExactJson.parse(content).path("salt").asText();
  }

  private static void put(ObjectNode json, String name, @Nullable String text) {
    if (text != null) {
      json.put(name, text);
    }
  }

  private static void set(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.set(name, ExactJson.parse(value));
    }
  }
}
