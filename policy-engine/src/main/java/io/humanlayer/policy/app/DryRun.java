package io.humanlayer.policy.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.core.explain.SmallestChange;
import io.humanlayer.policy.core.history.AskedPolicy;
import io.humanlayer.policy.core.history.RecordedRequest;
import io.humanlayer.policy.core.policy.Explanation;
import io.humanlayer.policy.core.policy.Grammar;
import io.humanlayer.policy.core.policy.JoinedRuling;
import io.humanlayer.policy.core.policy.LayerRuling;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.policy.Question;
import io.humanlayer.policy.core.policy.Rulebook;
import io.humanlayer.policy.core.policy.Ruling;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Says what policies would say, or said, and why; changes nothing.
@Singleton
public final class DryRun {

  /// What one policy says, with its reasons; a policy that cannot be read has no rules to show.
  public record Opinion(PolicyRef policy, String digest, Explanation explanation) {}

  /// What each policy says, and all together.
  ///
  /// @param change the fewest variables that would need another value for the request to be
  ///   allowed; empty where it is allowed, or where nothing was found
  public record Result(
      List<Opinion> policies, JoinedRuling joined, List<SmallestChange.Step> change) {
    public Result {
      policies = List.copyOf(policies);
      change = List.copyOf(change);
    }
  }

  private final Shelf shelf;
  private final LimitTable limits;
  private final History history;
  private final Grammar grammar;

  public DryRun(Shelf shelf, LimitTable limits, History history, Grammar grammar) {
    this.shelf = shelf;
    this.limits = limits;
    this.history = history;
    this.grammar = grammar;
  }

  /// What the policies in force would say.
  ///
  /// @param assumed how the named limits stand; the others are as they are
  public Result evaluate(Question question, Map<String, BigDecimal> assumed) {
    return evaluate(
        question,
        shelf.inForce(question.organisation()),
        (policy, book) -> seen(question, policy, book, assumed));
  }

  private Map<String, BigDecimal> seen(
      Question question, PolicyRef policy, Rulebook book, Map<String, BigDecimal> assumed) {
    var demands = book.hear(question).demands();
    var seen = new HashMap<String, BigDecimal>();
    if (!demands.isEmpty()) {
      seen.putAll(
          limits.peek(
              question.organisation(),
              policy.layer().word() + "/" + policy.name(),
              question.at(),
              demands));
    }
    seen.putAll(assumed);
    return seen;
  }

  /// Why a past request was ruled as it was: the same policies are asked again on the limits that
  /// they saw. Nothing if it is not known, or its arguments have been erased.
  public Optional<Result> past(OrganisationId organisation, RequestId request) {
    return history
        .find(organisation, request)
        .flatMap(
            recorded ->
                recorded
                    .question()
                    .map(
                        question ->
                            evaluate(
                                question,
                                asked(recorded),
                                (policy, _) -> recorded.limitsOf(policy))));
  }

  private static List<PolicyRef> asked(RecordedRequest recorded) {
    return recorded.policies().stream().map(AskedPolicy::policy).toList();
  }

  @FunctionalInterface
  private interface Limits {
    Map<String, BigDecimal> of(PolicyRef policy, Rulebook book);
  }

  private Result evaluate(Question question, List<PolicyRef> policies, Limits limits) {
    var opinions = new ArrayList<Opinion>();
    var books = new ArrayList<Rulebook>();
    var seen = new ArrayList<Map<String, BigDecimal>>();
    for (var policy : policies) {
      var volume = shelf.await(policy);
      switch (volume) {
        case Shelf.Volume.Open(Rulebook book, String digest) -> {
          var own = limits.of(policy, book);
          opinions.add(new Opinion(policy, digest, book.hear(question).explain(own)));
          books.add(book);
          seen.add(own);
        }
        case Shelf.Volume.Sealed(String why, String digest) ->
            opinions.add(
                new Opinion(
                    policy,
                    digest,
                    new Explanation(
                        RuleOnRequests.unreadable(policy, why), question.operation(), List.of())));
      }
    }
    var joined = JoinedRuling.of(rulings(opinions));
    boolean readable = books.size() == opinions.size() && !books.isEmpty();
    return new Result(
        opinions,
        joined,
        joined.ruling() == Ruling.ALLOW || !readable
            ? List.of()
            : SmallestChange.of(books, question, seen, grammar).orElse(List.of()));
  }

  private static List<LayerRuling> rulings(List<Opinion> opinions) {
    return opinions.stream().map(opinion -> opinion.explanation().ruling()).toList();
  }
}
