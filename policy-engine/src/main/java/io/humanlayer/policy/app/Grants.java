package io.humanlayer.policy.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.core.grant.Fit;
import io.humanlayer.policy.core.grant.Grant;
import io.humanlayer.policy.core.grant.GrantMaking;
import io.humanlayer.policy.core.history.AskedPolicy;
import io.humanlayer.policy.core.history.HistoryEntry;
import io.humanlayer.policy.core.history.RuleRef;
import io.humanlayer.policy.core.people.Sentinel;
import io.humanlayer.policy.core.policy.Policy;
import io.humanlayer.policy.core.request.RuledRequest;
import io.humanlayer.policy.core.requirement.Panel;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes grants of decisions, answers requests by them, and ends them when what they rest on
/// changes.
@Singleton
public final class Grants {

  private final GrantStore store;
  private final SimilarRequests similar;
  private final GrantTexts texts;
  private final Shelf shelf;
  private final Panels panels;

  public Grants(
      GrantStore store, SimilarRequests similar, GrantTexts texts, Shelf shelf, Panels panels) {
    this.store = store;
    this.similar = similar;
    this.texts = texts;
    this.shelf = shelf;
    this.panels = panels;
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
        case HistoryEntry.Asked _,
            HistoryEntry.Ruled _,
            HistoryEntry.Opened _,
            HistoryEntry.Viewed _ -> {}
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

  /// Ends the grants of Sentinels who could no longer give them: they were suspended, or could now
  /// decide on none of the panels that the rules of the grant ask. Of whom the register has not
  /// spoken yet nothing follows.
  public int endUnqualified(Instant now) {
    Map<OrganisationId, Map<String, Sentinel>> known = new HashMap<>();
    return store.revoke(
            grant -> givers(grant, known).anyMatch(giver -> !giver.employed()),
            Fit.SENTINEL_SUSPENDED,
            now)
        + store.revoke(
            grant ->
                givers(grant, known)
                    .anyMatch(
                        giver -> panels(grant).noneMatch(panel -> giver.couldDecide(panel, now))),
            Fit.QUALIFICATION_LOST,
            now);
  }

  private Stream<Sentinel> givers(Grant grant, Map<OrganisationId, Map<String, Sentinel>> known) {
    var register = known.computeIfAbsent(grant.organisation(), panels::sentinels);
    return grant.sentinels().stream().flatMap(id -> Optional.ofNullable(register.get(id)).stream());
  }

  /// The panels that the rules behind a grant ask, by their own requirement or by the default.
  private Stream<Panel> panels(Grant grant) {
    return grant.policies().stream()
        .map(asked -> shelf.await(asked.policy()))
        .flatMap(
            volume ->
                volume instanceof Shelf.Volume.Open open
                    ? panels(open.rulebook().policy(), grant.rules())
                    : Stream.<Panel>empty());
  }

  private static Stream<Panel> panels(Policy policy, Set<RuleRef> rules) {
    return policy.rules().stream()
        .filter(rule -> rules.contains(new RuleRef(policy.layer().word(), rule.id())))
        .map(rule -> rule.require() == null ? policy.defaults().require() : rule.require())
        .flatMap(require -> require.panels().keySet().stream());
  }

  private Set<String> inForce(Grant grant) {
    return shelf.inForce(grant.organisation()).stream()
        .map(policy -> Fit.text(new AskedPolicy(policy, shelf.await(policy).digest())))
        .collect(Collectors.toSet());
  }
}
