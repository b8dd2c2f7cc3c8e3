package io.humanlayer.routing.app;

import io.humanlayer.eventing.Cause;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.CaseCommand;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.sentinels.Sentinel;
import java.time.Instant;
import java.util.function.Function;

/// The cases, each command in one transaction with its events and what queries need of them.
public interface CaseLog {

  /// How many cases one transaction takes on.
  int MAX_BATCH = 100;

  Case find(RequestId id);

  /// Opens the case and offers its seats to the Sentinels there are.
  Outcome<CaseEvent> open(Cause cause, CaseCommand.Open open);

  Outcome<CaseEvent> show(Cause cause, RequestId id, CaseCommand.ShowDossier show);

  /// @param verdict made from the salt that this Sentinel's reason has in this case; the salt and
  ///   the reason's text can be erased
  Outcome<CaseEvent> give(
      Cause cause,
      RequestId id,
      Sentinel sentinel,
      Function<byte[], CaseCommand.GiveVerdict> verdict);

  /// Expires up to [#MAX_BATCH] cases whose deadline has come, leaving alone those that somebody is
  /// deciding at this moment; returns how many.
  int expireDue(Instant at);

  /// Routes up to [#MAX_BATCH] cases that lack people and whose Organisation's register has changed
  /// since they were last routed; returns how many.
  int routeWaiting(Instant at);
}
