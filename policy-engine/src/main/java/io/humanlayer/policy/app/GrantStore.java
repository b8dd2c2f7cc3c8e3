package io.humanlayer.policy.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.core.grant.Fit;
import io.humanlayer.policy.core.grant.Grant;
import io.humanlayer.policy.core.history.HistoryEntry.GrantTerms;
import io.humanlayer.policy.core.request.DecisionRequest;
import io.humanlayer.policy.core.request.Grounds.Granted;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/// The grants. Whatever happens to one leaves as an event in the same transaction.
public interface GrantStore {

  /// A decision that comes with a grant.
  ///
  /// @param grant as it would be with all that was proposed
  /// @param ceiling what the rules permit, as the requirement carried it
  record Proposal(Grant grant, GrantTerms terms, String ceiling) {}

  /// The grants that were proposed with the decisions on these requests, of which everything that a
  /// grant needs is known by now.
  List<Proposal> proposals(Collection<RequestId> requests);

  /// Makes `grant`, unless it was made before, or a human has rejected the like since.
  void make(Grant grant);

  /// Gives the answer of a grant to `request`, and takes a use of it. The answer for a request is
  /// fixed the first time, also if there is none.
  ///
  /// @param fit whether a live grant of this agent and operation answers
  Optional<Granted> use(DecisionRequest request, Function<Grant, Fit> fit);

  /// Revokes the grants of this agent and operation that were made up to `at`, because a human
  /// rejected the like then.
  void rejected(OrganisationId organisation, String agent, String operation, Instant at);

  /// Revokes the grants of these requests, whose approved arguments are gone.
  void erased(Collection<RequestId> requests, Instant at);

  /// Revokes the live grants that `outdated` says; returns how many.
  int revoke(Predicate<Grant> outdated, String reasonCode, Instant at);

  /// Revokes one grant of `organisation`; false if there is no such grant.
  boolean revoke(OrganisationId organisation, UUID grant, String reasonCode, String by, Instant at);

  /// The grants of `organisation`, the newest first.
  List<Grant> list(OrganisationId organisation);

  /// Forgets the answers to requests that were given before `then`.
  int forget(Instant then);
}
