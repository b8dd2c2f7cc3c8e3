package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.routing.core.sentinels.Evidence;
import io.humanlayer.routing.core.sentinels.Qualification;
import io.humanlayer.routing.core.sentinels.Scope;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A qualification in the events of the register.
final class QualificationAvro {

  private QualificationAvro() {}

  static Map<String, @Nullable Object> write(Qualification held) {
    @Nullable BigDecimal ceiling = held.ceiling();
    var values = new HashMap<String, @Nullable Object>();
    values.put("name", held.name());
    values.put("level", held.level());
    values.put("validFrom", held.validFrom());
    values.put("validTo", held.validTo());
    values.put("ceiling", ceiling == null ? null : ceiling.toPlainString());
    values.put("operations", held.scope().operations().stream().sorted().toList());
    values.put("jurisdictions", held.scope().jurisdictions().stream().sorted().toList());
    values.put("languages", held.scope().languages().stream().sorted().toList());
    values.put("issuer", held.evidence().issuer());
    values.put("evidence", held.evidence().digest());
    return values;
  }

  static Qualification read(EventBody body) {
    return new Qualification(
        body.text("name"),
        body.integer("level"),
        body.instant("validFrom"),
        body.optionalInstant("validTo"),
        body.optionalDecimal("ceiling"),
        new Scope(
            Set.copyOf(body.texts("operations")),
            Set.copyOf(body.texts("jurisdictions")),
            Set.copyOf(body.texts("languages"))),
        new Evidence(body.optionalText("issuer"), body.optionalText("evidence")));
  }
}
