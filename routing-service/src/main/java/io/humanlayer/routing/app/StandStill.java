package io.humanlayer.routing.app;

import io.humanlayer.eventing.Cause;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.routing.app.CaseLog.CaseRef;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.CaseCommand;
import io.humanlayer.routing.core.cases.Reason;
import io.humanlayer.routing.core.suspensions.Suspension;
import io.humanlayer.routing.core.suspensions.Suspension.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Stops an Organisation, an Agent or an operation: open cases end, approvals that were not used
/// are taken back. What a crash leaves is swept by whoever ticks next.
@ApplicationScoped
public class StandStill {

  private static final Logger LOG = Logger.getLogger(StandStill.class);
  private static final String BY = "suspension";
  private static final Reason SUSPENDED =
      new Reason("suspended", "The organisation, the agent or the operation is suspended.", null);

  private final Suspensions suspensions;
  private final CaseLog log;
  private final EventIds ids;
  private final Clock clock;

  public StandStill(Suspensions suspensions, CaseLog log, EventIds ids, Clock clock) {
    this.suspensions = suspensions;
    this.log = log;
    this.ids = ids;
    this.clock = clock;
  }

  public Suspension declare(
      OrganisationId organisation, Scope scope, String subject, String by, String reason) {
    var suspension =
        new Suspension(ids.next(), organisation, scope, subject, true, by, reason, now());
    suspensions.declare(suspension);
    sweep();
    return suspension;
  }

  /// Lifts a suspension; false if there is no such one in force. What it has ended stays ended.
  public boolean lift(OrganisationId organisation, UUID id, String by) {
    return suspensions.lift(organisation, id, by, now());
  }

  public List<Suspension> inForce(OrganisationId organisation) {
    return suspensions.inForce(organisation);
  }

  /// Ends whatever goes on though it must stand still.
  public void sweep() {
    List<CaseRef> standing;
    long stopped;
    do {
      standing = suspensions.standing();
      stopped = standing.stream().filter(this::stopped).count();
    } while (standing.size() == Suspensions.MAX_SWEEP && stopped > 0);
  }

  /// One case that cannot be stopped does not keep the others going.
  private boolean stopped(CaseRef ref) {
    try {
      stop(ref);
      return true;
    } catch (RuntimeException e) {
      LOG.errorf(e, "case %s cannot be stopped", ref.id());
      return false;
    }
  }

  private void stop(CaseRef ref) {
    switch (log.find(ref.id())) {
      case Case.Open _ ->
          log.run(cause(ref), ref.id(), new CaseCommand.Cancel(BY, SUSPENDED, now()));
      case Case.Approved _ ->
          log.run(cause(ref), ref.id(), new CaseCommand.Revoke(BY, SUSPENDED, now()));
      case Case.None _, Case.Decided _ -> {}
    }
  }

  private Cause cause(CaseRef ref) {
    return new Cause(Cases.READER, ids.next().toString(), ref.organisation().value(), null);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
