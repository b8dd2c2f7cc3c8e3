package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.routing.core.cases.Basis;
import io.humanlayer.routing.core.cases.CaseEvent.Decided;
import io.humanlayer.routing.core.cases.DecisionOutcome;
import io.humanlayer.routing.core.cases.Reason;
import io.humanlayer.routing.core.cases.Tier;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/// `Decided`: what everybody learns of a case in the end.
final class DecidedAvro {

  private DecidedAvro() {}

  static EventBody write(String event, Decided decided) {
    var values = new HashMap<String, @Nullable Object>(CommonAvro.request(decided.request()));
    values.putAll(CommonAvro.ruling(decided.ruling()));
    values.put("tier", CommonAvro.word(decided.tier()));
    values.put("outcome", decided.outcome());
    values.put("basis", decided.basis());
    values.put("verdicts", decided.verdicts().stream().map(VerdictAvro::write).toList());
    values.put("edits", VerdictAvro.edits(decided.edit()));
    values.put("answer", decided.answer());
    values.put("grant", VerdictAvro.grant(decided.grant()));
    values.put("reasonCode", decided.reason().code());
    values.put("reason", decided.reason().text());
    values.put("reasonDigest", decided.reason().digest());
    values.put("decidedAt", decided.decidedAt());
    values.put("usableUntil", decided.usableUntil());
    return EventBody.of(event, values);
  }

  static Decided read(EventBody body) {
    return new Decided(
        CommonAvro.request(body),
        CommonAvro.ruling(body),
        CommonAvro.word(Tier.class, body.text("tier")),
        body.symbol("outcome", DecisionOutcome.class),
        body.symbol("basis", Basis.class),
        body.records("verdicts").stream().map(VerdictAvro::read).toList(),
        VerdictAvro.edits(body),
        body.optionalText("answer"),
        VerdictAvro.grant(body),
        new Reason(
            body.optionalText("reasonCode"),
            body.optionalText("reason"),
            body.optionalText("reasonDigest")),
        body.instant("decidedAt"),
        body.optionalInstant("usableUntil"));
  }
}
