package io.humanlayer.routing.inbound.console;

import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.wire.Visible;

/// What is left to show of a case that is settled.
public record DecidedFacts(String id, Visible operation, String shortDigest, String outcome) {

  static DecidedFacts of(Case.Decided decided) {
    var request = decided.matter().request();
    return new DecidedFacts(
        request.id().toString(),
        Visible.value(request.operation()),
        request.actionDigest().shortForm(),
        Words.outcome(decided.outcome()));
  }
}
