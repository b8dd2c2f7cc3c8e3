package io.humanlayer.routing.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.routing.app.Dossier;
import io.humanlayer.routing.core.cases.ActionDigest;
import io.humanlayer.routing.core.cases.Edit;
import io.humanlayer.web.JsonFields;
import io.humanlayer.web.StrictJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads a dossier as the gateway gives it.
public final class DossierJson {

  private static final int MAX_WORD = 1_000;
  private static final int MAX_SUMMARY = 20_000;
  private static final int MAX_ANSWERS = 100;
  private static final int MAX_CHANGED = 1_000;

  private DossierJson() {}

  /// @throws io.humanlayer.web.ProblemException if it is not one
  public static Dossier read(byte[] body) {
    var fields = new JsonFields(StrictJson.object(body));
    String digest = fields.text("digest", MAX_WORD);
    String operation = fields.text("operation", MAX_WORD);
    ObjectNode arguments = fields.object("arguments");
    var dossier =
        new Dossier(
            digest,
            operation,
            fields.optionalText("target", MAX_WORD),
            arguments,
            null,
            fields.optionalText("summary", MAX_SUMMARY),
            fields.raw("context"),
            fields.has("info") ? fields.texts("info", MAX_ANSWERS, MAX_SUMMARY) : List.of(),
            fields.has("edits") ? edits(fields.object("edits")) : Map.of());
    fields.check();
    return dossier;
  }

  private static Map<String, ObjectNode> edits(ObjectNode edits) {
    return edits.properties().stream()
        .filter(edit -> edit.getValue().isObject())
        .collect(Collectors.toMap(Map.Entry::getKey, edit -> (ObjectNode) edit.getValue()));
  }

  /// An edit as the gateway has kept it.
  ///
  /// @throws io.humanlayer.web.ProblemException if it is none
  public static Edit edit(byte[] body) {
    var fields = new JsonFields(StrictJson.object(body));
    String digest = fields.text("action_digest", MAX_WORD);
    ObjectNode arguments = fields.object("arguments");
    List<String> changed = fields.texts("changed", MAX_CHANGED, MAX_WORD);
    fields.check();
    return new Edit(arguments.toString(), VerdictJson.digest(digest), Set.copyOf(changed));
  }

  /// What the gateway is asked to make of an Action.
  public static String change(ActionDigest base, ObjectNode changes) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("base", base.value());
    json.set("changes", changes);
    return json.toString();
  }
}
