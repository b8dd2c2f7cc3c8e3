package io.humanlayer.routing.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.routing.app.CaseLog.CaseRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The cases that wait because whoever could take them is being asked about as much as they can.
public interface Queues {

  /// How many cases are matched at once.
  int MAX = 200;

  /// Lets a case wait with the others, if somebody is still to be found for it.
  void join(CaseRef ref, Instant at);

  /// How many seats others than `ref` wait for in its Organisation, by panel.
  Map<String, Integer> seats(CaseRef ref);

  /// The Organisations in which a case waits.
  List<OrganisationId> organisations(Instant at);

  /// The cases of an Organisation that wait, those first whose time runs out first; at most [#MAX].
  List<CaseRef> next(OrganisationId organisation, Instant at);

  /// Does the work unless another instance is doing it for this Organisation at this moment; false
  /// if so.
  boolean alone(OrganisationId organisation, Runnable work);
}
