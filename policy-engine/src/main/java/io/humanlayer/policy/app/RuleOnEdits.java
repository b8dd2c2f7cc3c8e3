package io.humanlayer.policy.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.history.RecordedRequest;
import io.humanlayer.policy.core.policy.Demand;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.policy.Question;
import io.humanlayer.policy.core.policy.Rulebook;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.core.request.DecisionRequest;
import io.humanlayer.policy.core.request.ResponseForm;
import io.humanlayer.policy.core.request.RuledRequest;
import io.humanlayer.policy.core.request.RuledRequest.PolicyRuling;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Says what the policies of a request say of the Action that a Sentinel makes of it. Everything
/// but the arguments is as it was when the request was ruled upon: the policies by their numbers,
/// the Agent and its claims, the instant, and how the limits stood.
@Singleton
public final class RuleOnEdits {

  private final Shelf shelf;
  private final LimitTable table;
  private final History history;

  public RuleOnEdits(Shelf shelf, LimitTable table, History history) {
    this.shelf = shelf;
    this.table = table;
    this.history = history;
  }

  /// An Action that takes the place of the one that was asked for.
  ///
  /// @param arguments all of them, in their normal form
  public record Edited(
      OrganisationId organisation,
      RequestId request,
      Data arguments,
      String actionDigest,
      String dossierDigest,
      String type,
      int level,
      Instant expiresAt) {}

  /// What is said of it. Nothing where the request is not known, or its content has been erased.
  public Optional<RuledRequest> rule(Edited edited) {
    return history
        .find(edited.organisation(), edited.request())
        .flatMap(recorded -> recorded.question().map(asked -> rule(edited, recorded, asked)));
  }

  private RuledRequest rule(Edited edited, RecordedRequest recorded, Question asked) {
    var question =
        new Question(
            asked.organisation(),
            asked.operation(),
            edited.arguments(),
            asked.agent(),
            asked.claims(),
            asked.at());
    var rulings = new ArrayList<PolicyRuling>();
    var counted = new HashMap<PolicyRef, List<Demand>>();
    for (var policy : recorded.policies()) {
      var ref = policy.policy();
      var volume = shelf.await(ref);
      var ruling =
          switch (volume) {
            case Shelf.Volume.Open(Rulebook book, _) -> {
              var hearing = book.hear(question);
              counted.put(ref, hearing.demands());
              yield hearing.rule(
                  limits(recorded, ref, book.hear(asked).demands(), hearing.demands()));
            }
            case Shelf.Volume.Sealed sealed -> RuleOnRequests.unreadable(ref, sealed.why());
          };
      rulings.add(new PolicyRuling(ref, volume.digest(), ruling));
    }
    var ruled = RuledRequest.of(request(edited, recorded), rulings, RuledRequest.NONE);
    if (ruled.ruling() != Ruling.DENY) {
      counted.forEach((policy, demands) -> raise(edited, policy, demands));
    }
    return ruled;
  }

  /// How the limits stood with this Action in the place of the other.
  private Map<String, BigDecimal> limits(
      RecordedRequest recorded, PolicyRef policy, List<Demand> before, List<Demand> after) {
    var stood = recorded.limitsOf(policy);
    var seen = new HashMap<String, BigDecimal>();
    for (var demand : after) {
      var total = stood.get(demand.limit());
      var same =
          before.stream()
              .filter(it -> it.limit().equals(demand.limit()) && it.key().equals(demand.key()))
              .findFirst();
      if (total != null && same.isPresent()) {
        seen.put(demand.limit(), total.subtract(same.get().amount()).add(demand.amount()));
      } else {
        seen.putAll(
            table.peek(
                recorded.organisation(), title(policy), recorded.submittedAt(), List.of(demand)));
      }
    }
    return seen;
  }

  /// Whatever becomes of the edit, others see at least what it would take: too much for a while
  /// rather than too little.
  private void raise(Edited edited, PolicyRef policy, List<Demand> demands) {
    if (!demands.isEmpty()) {
      table.raise(edited.organisation(), title(policy), edited.request(), demands);
    }
  }

  private static String title(PolicyRef policy) {
    return policy.layer().word() + "/" + policy.name();
  }

  private static DecisionRequest request(Edited edited, RecordedRequest recorded) {
    return new DecisionRequest(
        edited.request(),
        edited.organisation(),
        recorded.agent(),
        recorded.operation(),
        recorded.target(),
        edited.arguments(),
        edited.actionDigest(),
        edited.dossierDigest(),
        edited.type(),
        edited.level(),
        null,
        ResponseForm.LEAVE,
        false,
        recorded.claims(),
        recorded.policies().stream().map(asked -> asked.policy()).toList(),
        List.of(),
        recorded.submittedAt(),
        edited.expiresAt(),
        edited.request().value(),
        null,
        null);
  }
}
