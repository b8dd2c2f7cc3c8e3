package io.humanlayer.policy.app;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.core.grant.Fit;
import io.humanlayer.policy.core.grant.Grant;
import io.humanlayer.policy.core.grant.GrantMaking;
import io.humanlayer.policy.core.history.AskedPolicy;
import io.humanlayer.policy.core.history.HistoryEntry;
import io.humanlayer.policy.core.request.RuledRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes grants of decisions, answers requests by them, and ends them when what they rest on
/// changes.
@Singleton
public final class Grants {

  private final GrantStore store;
  private final SimilarRequests similar;
  private final GrantTexts texts;
  private final Shelf shelf;

  public Grants(GrantStore store, SimilarRequests similar, GrantTexts texts, Shelf shelf) {
    this.store = store;
    this.similar = similar;
    this.texts = texts;
    this.shelf = shelf;
  }

  /// `asked` with the answer of a grant, if there is one; else as it is. Requests that no grant
  /// could answer touch no database.
  public RuledRequest answer(RuledRequest asked) {
    return Fit.possible(asked)
        ? store
            .use(asked.request(), grant -> Fit.of(grant, asked, similar))
            .map(asked::granted)
            .orElse(asked)
        : asked;
  }

  /// Makes and ends the grants that follow from what happened; history has it already. May be
  /// called again with the same entries.
  public void follow(List<HistoryEntry> entries, Instant now) {
    var erased = new HashSet<RequestId>();
    for (var entry : entries) {
      switch (entry) {
        case HistoryEntry.Decided decided -> {
          if (decided.decision().rejectedByHuman()) {
            store.rejected(
                decided.organisation(),
                decided.agent(),
                decided.operation(),
                decided.decision().decidedAt());
          }
        }
        case HistoryEntry.Erased(RequestId id, _) -> erased.add(id);
        case HistoryEntry.Asked _, HistoryEntry.Ruled _, HistoryEntry.Opened _ -> {}
      }
    }
    if (!erased.isEmpty()) {
      store.erased(erased, now);
    }
    for (var proposal :
        store.proposals(entries.stream().map(HistoryEntry::id).collect(Collectors.toSet()))) {
      make(proposal);
    }
  }

  private void make(GrantStore.Proposal proposal) {
    var grant = proposal.grant();
    var ceiling = texts.ceiling(proposal.ceiling());
    GrantMaking.of(proposal.terms(), ceiling, grant.madeAt())
        .ifPresent(
            made ->
                store.make(
                    new Grant(
                        grant.id(),
                        grant.organisation(),
                        grant.request(),
                        grant.agent(),
                        grant.agentVersion(),
                        grant.operation(),
                        grant.actionDigest(),
                        grant.approved(),
                        grant.policies(),
                        grant.rules(),
                        ceiling.similar(),
                        grant.sentinels(),
                        made.uses(),
                        made.uses(),
                        made.until(),
                        grant.madeAt(),
                        null)));
  }

  /// Ends the grants of which a policy is no longer in force. To be called only when all policies
  /// have been read. A policy that was added ends them when they would be used.
  public int endOutdated(Instant now) {
    Map<String, Set<String>> inForce = new HashMap<>();
    return store.revoke(
        grant ->
            !inForce
                .computeIfAbsent(grant.organisation().value(), _ -> inForce(grant))
                .containsAll(Fit.policies(grant)),
        Fit.POLICY_CHANGED,
        now);
  }

  private Set<String> inForce(Grant grant) {
    return shelf.inForce(grant.organisation()).stream()
        .map(policy -> Fit.text(new AskedPolicy(policy, shelf.await(policy).digest())))
        .collect(Collectors.toSet());
  }
}
