package io.humanlayer.gateway.app;

import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.gateway.core.status.RequestView;
import io.humanlayer.gateway.core.use.Approval;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Lets an Agent act on its approval: one success, ever.
@ApplicationScoped
public class UseApproval {

  private final Approvals approvals;
  private final CaseApprovals cases;
  private final Suspended suspended;
  private final Clock clock;

  public UseApproval(Approvals approvals, CaseApprovals cases, Suspended suspended, Clock clock) {
    this.approvals = approvals;
    this.cases = cases;
    this.suspended = suspended;
    this.clock = clock;
  }

  /// Uses the approval of `request`; returns when it was used.
  ///
  /// @throws io.humanlayer.web.ProblemException with the reason why it cannot be used
  public Instant use(Agent agent, RequestView request, Approval approval, String actionDigest) {
    if (!approval.approved()) {
      throw Problem.of(Kind.NOT_APPROVED, "The request is not approved.").asException();
    }
    if (!approval.actionDigest().equals(actionDigest)) {
      throw Problem.of(
              Kind.DIGEST_MISMATCH, "This names another action than the one that was approved.")
          .asException();
    }
    if (!suspended.concerning(agent.org(), agent.id(), request.operation()).isEmpty()) {
      throw Problem.of(Kind.SUSPENDED, "The organisation, the agent or the operation is suspended.")
          .asException();
    }
    return switch (approval.arbiter()) {
      case CASE -> cases.use(agent, request.id(), actionDigest);
      case HERE -> here(agent, request, approval);
    };
  }

  private Instant here(Agent agent, RequestView request, Approval approval) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (approval.expired(now)) {
      throw Problem.of(Kind.EXPIRED, "The approval was not used in time.").asException();
    }
    if (!approvals.use(agent, request.id(), approval.actionDigest(), now)) {
      throw Problem.of(Kind.ALREADY_CONSUMED, "The approval has been used; it holds once.")
          .asException();
    }
    return now;
  }
}
