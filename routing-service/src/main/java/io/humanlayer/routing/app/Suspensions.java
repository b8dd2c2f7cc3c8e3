package io.humanlayer.routing.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.routing.app.CaseLog.CaseRef;
import io.humanlayer.routing.core.suspensions.Suspension;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What must stand still. Each change is told to the other services.
public interface Suspensions {

  /// How many cases one sweep takes on.
  int MAX_SWEEP = 200;

  void declare(Suspension suspension);

  /// Lifts a suspension; false if there is no such one in force.
  boolean lift(OrganisationId organisation, UUID id, String by, Instant at);

  /// Those in force, the latest first.
  List<Suspension> inForce(OrganisationId organisation);

  /// Cases that are not over, or whose approvals can be used, though they must stand still; up to
  /// [#MAX_SWEEP].
  List<CaseRef> standing();
}
