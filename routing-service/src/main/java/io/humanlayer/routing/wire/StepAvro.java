package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.cases.CaseEvent.Broadened;
import io.humanlayer.routing.core.cases.CaseEvent.DeadlineExtended;
import io.humanlayer.routing.core.cases.CaseEvent.Escalated;
import io.humanlayer.routing.core.cases.CaseEvent.GlassBroken;
import io.humanlayer.routing.core.cases.CaseEvent.InfoGiven;
import io.humanlayer.routing.core.cases.CaseEvent.InfoRequested;
import io.humanlayer.routing.core.cases.CaseEvent.QuorumReached;
import io.humanlayer.routing.core.cases.CaseEvent.Referred;
import io.humanlayer.routing.core.cases.CaseEvent.Searched;
import io.humanlayer.routing.core.cases.CaseEvent.Step;
import io.humanlayer.routing.core.cases.DecisionOutcome;
import io.humanlayer.routing.core.cases.Reason;
import io.humanlayer.routing.core.cases.Settlement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The steps of a case on its way to the Decision.
final class StepAvro {

  private StepAvro() {}

  static String event(Step step) {
    return "io.humanlayer.cases." + step.getClass().getSimpleName();
  }

  static Map<String, @Nullable Object> write(Step step) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("at", step.at());
    switch (step) {
      case Searched _, Broadened _ -> {}
      case InfoRequested asked -> {
        values.put("sentinel", asked.sentinel());
        values.put("number", asked.number());
        values.put("question", asked.question());
      }
      case InfoGiven(int number, String digest, _) -> {
        values.put("number", number);
        values.put("digest", digest);
      }
      case QuorumReached reached -> quorum(values, reached);
      case Escalated(int number, String panel, _) -> {
        values.put("step", number);
        values.put("panel", panel);
      }
      case DeadlineExtended(var sentinel, Instant deadline, _) -> {
        values.put("sentinel", sentinel);
        values.put("deadline", deadline);
      }
      case Referred(var panel, Instant deadline, _) -> {
        values.put("panel", PanelAvro.write(panel));
        values.put("deadline", deadline);
      }
      case GlassBroken(var sentinel, Reason reason, _) -> {
        values.put("sentinel", sentinel);
        CommonAvro.put(values, reason);
      }
    }
    return values;
  }

  private static void quorum(Map<String, @Nullable Object> values, QuorumReached reached) {
    Settlement settlement = reached.settlement();
    values.put("outcome", settlement.outcome());
    values.put("verdicts", settlement.verdicts().stream().map(VerdictAvro::write).toList());
    values.put("grant", VerdictAvro.grant(settlement.grant()));
    CommonAvro.put(values, reached.reason());
    values.put("reason", reached.reason().text());
    values.put("until", reached.until());
  }

  static Optional<CaseEvent> read(EventBody body) {
    String name = body.event().substring(body.event().lastIndexOf('.') + 1);
    return switch (name) {
      case "Searched" -> Optional.of(new Searched(at(body)));
      case "Broadened" -> Optional.of(new Broadened(at(body)));
      case "InfoRequested" ->
          Optional.of(
              new InfoRequested(
                  CommonAvro.sentinel(body),
                  body.integer("number"),
                  body.text("question"),
                  at(body)));
      case "InfoGiven" ->
          Optional.of(new InfoGiven(body.integer("number"), body.text("digest"), at(body)));
      case "QuorumReached" -> Optional.of(quorum(body));
      case "Escalated" ->
          Optional.of(new Escalated(body.integer("step"), body.text("panel"), at(body)));
      case "DeadlineExtended" ->
          Optional.of(
              new DeadlineExtended(CommonAvro.sentinel(body), body.instant("deadline"), at(body)));
      case "Referred" ->
          Optional.of(
              new Referred(
                  PanelAvro.read(body.record("panel")), body.instant("deadline"), at(body)));
      case "GlassBroken" ->
          Optional.of(
              new GlassBroken(CommonAvro.sentinel(body), CommonAvro.reason(body), at(body)));
      default -> Optional.empty();
    };
  }

  private static QuorumReached quorum(EventBody body) {
    return new QuorumReached(
        new Settlement(
            body.symbol("outcome", DecisionOutcome.class),
            body.records("verdicts").stream().map(VerdictAvro::read).toList(),
            null,
            VerdictAvro.grant(body)),
        new Reason(
            body.optionalText("reasonCode"),
            body.optionalText("reason"),
            body.optionalText("reasonDigest")),
        at(body),
        body.instant("until"));
  }

  private static Instant at(EventBody body) {
    return body.instant("at");
  }
}
