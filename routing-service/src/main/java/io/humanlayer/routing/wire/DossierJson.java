package io.humanlayer.routing.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.routing.app.Dossier;
import io.humanlayer.web.JsonFields;
import io.humanlayer.web.StrictJson;
import java.util.List;

/// Reads a dossier as the gateway gives it.
public final class DossierJson {

  private static final int MAX_WORD = 1_000;
  private static final int MAX_SUMMARY = 20_000;
  private static final int MAX_ANSWERS = 100;

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
            fields.optionalText("summary", MAX_SUMMARY),
            fields.raw("context"),
            fields.has("info") ? fields.texts("info", MAX_ANSWERS, MAX_SUMMARY) : List.of());
    fields.check();
    return dossier;
  }
}
