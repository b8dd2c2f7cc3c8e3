package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.kernel.AgentId;
import io.humanlayer.routing.core.sentinels.Affiliation;
import io.humanlayer.routing.core.sentinels.Particulars;
import io.humanlayer.routing.core.sentinels.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A Sentinel's particulars in the events of the register.
final class ParticularsAvro {

  private ParticularsAvro() {}

  static Map<String, @Nullable Object> write(Particulars particulars) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("source", CommonAvro.word(particulars.source()));
    values.put("active", particulars.active());
    values.put("provider", particulars.affiliation().provider());
    values.put("company", particulars.affiliation().company());
    values.put("household", particulars.affiliation().household());
    values.put("languages", particulars.languages().stream().sorted().toList());
    values.put("jurisdictions", particulars.jurisdictions().stream().sorted().toList());
    values.put("ownerOf", particulars.ownerOf().stream().map(AgentId::value).sorted().toList());
    values.put("capacity", particulars.capacity());
    return values;
  }

  static Particulars read(EventBody body) {
    return new Particulars(
        CommonAvro.word(Source.class, body.text("source")),
        body.flag("active"),
        new Affiliation(
            body.optionalText("provider"),
            body.optionalText("company"),
            body.optionalText("household")),
        Set.copyOf(body.texts("languages")),
        Set.copyOf(body.texts("jurisdictions")),
        body.texts("ownerOf").stream().map(AgentId::new).collect(Collectors.toSet()),
        body.integer("capacity"));
  }
}
