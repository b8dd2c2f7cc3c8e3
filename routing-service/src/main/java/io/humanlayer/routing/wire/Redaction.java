package io.humanlayer.routing.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.routing.app.Dossier;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.Panel;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.Source;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
    Set<String> seats = open.seating().panelsOf(reader.id());
    Set<String> revealed = new HashSet<>();
    for (Panel panel : open.circle()) {
      if (seats.contains(panel.name()) && panel.profile().sources().contains(Source.EXTERNAL)) {
        revealed.addAll(panel.reveals());
      }
    }
    ObjectNode arguments = dossier.arguments().deepCopy();
    for (String name : Set.copyOf(names(arguments))) {
      if (!revealed.contains(name)) {
        arguments.put(name, MASK);
      }
    }
    return new Dossier(
        dossier.digest(), dossier.operation(), null, arguments, null, null, List.of());
  }

  private static Set<String> names(ObjectNode arguments) {
    Set<String> names = new HashSet<>();
    arguments.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
