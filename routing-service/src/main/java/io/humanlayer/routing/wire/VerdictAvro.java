package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.cases.ActionDigest;
import io.humanlayer.routing.core.cases.Assurance;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import io.humanlayer.routing.core.cases.Reason;
import io.humanlayer.routing.core.cases.Verdict;
import io.humanlayer.routing.core.cases.VerdictKind;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A verdict, by itself (`VerdictGiven`) and as the Decision names it.
final class VerdictAvro {

  private VerdictAvro() {}

  static Map<String, @Nullable Object> write(VerdictGiven given) {
    Map<String, @Nullable Object> values = write(given.verdict());
    values.put("actionDigest", given.actionDigest());
    values.put("reasonCode", given.reason().code());
    values.put("reasonDigest", given.reason().digest());
    values.put("viewDigest", given.viewDigest());
    return values;
  }

  static VerdictGiven readGiven(EventBody body) {
    return new VerdictGiven(
        read(body),
        new ActionDigest(body.text("actionDigest")),
        new Reason(body.optionalText("reasonCode"), null, body.optionalText("reasonDigest")),
        body.optionalText("viewDigest"));
  }

  static Map<String, @Nullable Object> write(Verdict verdict) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("sentinel", verdict.sentinel());
    values.put("panel", verdict.panel());
    values.put("qualification", verdict.qualification());
    values.put("habilitation", verdict.habilitation());
    values.put("assurance", CommonAvro.word(verdict.assurance()));
    values.put("verdict", verdict.kind());
    values.put("at", verdict.at());
    return values;
  }

  static Verdict read(EventBody body) {
    return new Verdict(
        new SentinelId(body.text("sentinel")),
        body.text("panel"),
        body.text("qualification"),
        body.optionalText("habilitation"),
        CommonAvro.word(Assurance.class, body.text("assurance")),
        body.symbol("verdict", VerdictKind.class),
        body.instant("at"));
  }
}
