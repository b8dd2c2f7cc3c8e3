package io.humanlayer.routing.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.routing.app.Dossier;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.sentinels.Sentinel;
import java.util.List;
import java.util.Map;

/// What people from outside the Organisation are shown of a dossier: the arguments that their panel
/// reveals; of the others only that they are there; nothing of what the Agent says.
final class Redaction {

  static final String MASK = "•••";

  private Redaction() {}

  static Dossier of(Case.Open open, Dossier dossier, Sentinel reader) {
    return switch (reader.source()) {
      case INTERNAL -> dossier;
      case EXTERNAL -> masked(open, dossier, reader);
    };
  }

  private static Dossier masked(Case.Open open, Dossier dossier, Sentinel reader) {
    ObjectNode asked = dossier.asked();
    return new Dossier(
        dossier.digest(),
        dossier.operation(),
        null,
        masked(open, dossier.arguments(), reader),
        asked == null ? null : masked(open, asked, reader),
        null,
        null,
        List.of(),
        Map.of());
  }

  private static ObjectNode masked(Case.Open open, ObjectNode arguments, Sentinel reader) {
    ObjectNode masked = arguments.deepCopy();
    arguments
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!open.shows(reader, name)) {
                masked.put(name, MASK);
              }
            });
    return masked;
  }
}
