package io.humanlayer.routing.app;

import io.humanlayer.eventing.Cause;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.CaseCommand;
import io.humanlayer.routing.core.cases.CaseEvent;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// The cases, each command in one transaction with its events, its timers and what queries need of
/// them.
public interface CaseLog {

  /// How many cases one transaction takes on.
  int MAX_BATCH = 100;

  /// Whose case it is.
  record CaseRef(RequestId id, OrganisationId organisation) {}

  Case find(RequestId id);

  /// Opens the case. What was withdrawn before it came here, or is suspended, ends at once.
  Outcome<CaseEvent> open(Cause cause, CaseCommand.Open open);

  Outcome<CaseEvent> run(Cause cause, RequestId id, CaseCommand command);

  /// @param who gives the reason
  /// @param command made from the salt that this person's reason has in this case; the salt and the
  ///   reason's text can be erased
  Outcome<CaseEvent> run(
      Cause cause, RequestId id, String who, Function<byte[], CaseCommand> command);

  /// Withdraws a request, whether its case is there already or comes later.
  Outcome<CaseEvent> withdraw(Cause cause, RequestId id, CaseCommand command);

  /// Uses an approval, unless its Agent is suspended at this instant.
  Outcome<CaseEvent> consume(
      Cause cause, RequestId id, Function<Boolean, CaseCommand.Consume> command);

  /// Fires up to [#MAX_BATCH] timers that are due, leaving alone the cases that somebody is
  /// deciding at this moment; returns the cases in which one has fired.
  List<CaseRef> fireDue(Instant at);

  /// Up to [#MAX_BATCH] cases for which somebody is to be looked for now: their time has come, or
  /// their Organisation's register has changed since they were last routed.
  List<CaseRef> waiting(Instant at);

  /// The version of the register; it grows with every change.
  long registerVersion(OrganisationId organisation);

  /// Routes a case with people of that version of the register.
  Outcome<CaseEvent> route(CaseRef ref, long version, CaseCommand.Route route);

  /// Looks at the case again later: it could not be routed now.
  void postpone(CaseRef ref, Instant until);
}
