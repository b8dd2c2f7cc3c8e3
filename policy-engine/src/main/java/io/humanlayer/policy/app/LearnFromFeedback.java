package io.humanlayer.policy.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.feedback.Feedback;
import io.humanlayer.policy.core.feedback.RuleFeedback;
import io.humanlayer.policy.core.feedback.Suggestion;
import io.humanlayer.policy.core.policy.Flaw;
import io.humanlayer.policy.core.policy.Language;
import io.humanlayer.policy.core.policy.LayerRuling;
import io.humanlayer.policy.core.policy.PolicyDocument;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.policy.Rulebook;
import io.humanlayer.policy.core.policy.RulebookCompiler;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.core.policy.Trial;
import io.humanlayer.policy.core.policy.Trials;
import io.humanlayer.policy.core.replay.ReplayReport;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Says how people decided where rules asked them, and drafts what that speaks for. It publishes
/// nothing.
@Singleton
public final class LearnFromFeedback {

  /// A suggestion as a draft that compiles and does what it says.
  ///
  /// @param failing the tests of the policy that no longer pass: what a person must look at
  /// @param replay what it would have made of the requests of the report
  public record Drafted(
      PolicyRef policy,
      Suggestion suggestion,
      PolicyDrafts.Draft draft,
      List<String> failing,
      ReplayReport replay) {
    public Drafted {
      failing = List.copyOf(failing);
    }
  }

  /// What is known of each rule, and what it speaks for.
  public record Report(List<RuleFeedback> rules, List<Drafted> drafts) {
    public Report {
      rules = List.copyOf(rules);
      drafts = List.copyOf(drafts);
    }
  }

  private final History history;
  private final ReplayPolicy replays;
  private final Shelf shelf;
  private final PolicyDocuments documents;
  private final PolicyDrafts drafts;
  private final PolicyTexts texts;
  private final Language language;

  public LearnFromFeedback(
      History history,
      ReplayPolicy replays,
      Shelf shelf,
      PolicyDocuments documents,
      PolicyDrafts drafts,
      PolicyTexts texts,
      Language language) {
    this.history = history;
    this.replays = replays;
    this.shelf = shelf;
    this.documents = documents;
    this.drafts = drafts;
    this.texts = texts;
    this.language = language;
  }

  /// The report of the requests submitted from `from` until before `to`.
  public Report report(OrganisationId organisation, Instant from, Instant to) {
    var feedback = new Feedback();
    history.forEach(organisation, from, to, feedback::add);
    var inForce = inForce(organisation);
    var rules = feedback.rules().stream().filter(rule -> asks(rule, inForce)).toList();
    var compiled = new ArrayList<Compiled>();
    for (var rule : rules) {
      for (var policy : inForce) {
        if (policy.ref().layer().word().equals(rule.rule().layer())) {
          for (var suggestion : Suggestion.of(rule, policy.rulebook().policy())) {
            draft(policy, suggestion).ifPresent(compiled::add);
          }
        }
      }
    }
    return new Report(rules, replayed(organisation, compiled, from, to));
  }

  /// A suggestion as a draft that compiles.
  private record Compiled(
      PolicyRef policy,
      Suggestion suggestion,
      PolicyDrafts.Draft draft,
      List<String> failing,
      Rulebook rulebook) {

    Drafted with(ReplayReport replay) {
      return new Drafted(policy, suggestion, draft, failing, replay);
    }
  }

  private List<Drafted> replayed(
      OrganisationId organisation, List<Compiled> compiled, Instant from, Instant to) {
    var rulebooks = compiled.stream().map(Compiled::rulebook).toList();
    var reports = replays.replay(organisation, rulebooks, from, to);
    return IntStream.range(0, reports.size())
        .mapToObj(i -> compiled.get(i).with(reports.get(i)))
        .toList();
  }

  private record InForce(PolicyRef ref, Rulebook rulebook) {}

  private List<InForce> inForce(OrganisationId organisation) {
    var policies = new ArrayList<InForce>();
    for (var ref : shelf.inForce(organisation)) {
      if (shelf.await(ref) instanceof Shelf.Volume.Open(var rulebook, _)) {
        policies.add(new InForce(ref, rulebook));
      }
    }
    return policies;
  }

  /// Of a rule in force that matched only beside others it is not they who asked. One that is no
  /// longer in force may have.
  private static boolean asks(RuleFeedback feedback, List<InForce> inForce) {
    var rulings =
        inForce.stream()
            .filter(policy -> policy.ref().layer().word().equals(feedback.rule().layer()))
            .flatMap(policy -> policy.rulebook().policy().rules().stream())
            .filter(rule -> rule.id().equals(feedback.rule().id()))
            .map(rule -> rule.ruling())
            .toList();
    return rulings.isEmpty() || rulings.contains(Ruling.ARBITRIUM);
  }

  private Optional<Compiled> draft(InForce policy, Suggestion suggestion) {
    var document = documents.canonical(policy.ref());
    var operation = policy.rulebook().policy().catalogue().find(suggestion.evidence().operation());
    int example = example(policy.rulebook(), suggestion);
    if (document.isEmpty()
        || operation.isEmpty()
        || (suggestion instanceof Suggestion.Tighten && example < 0)) {
      return Optional.empty();
    }
    var draft = drafts.write(document.get(), suggestion, operation.get(), example);
    if (!(texts.read(draft.text()) instanceof PolicyDocument.Result.Read(var read))
        || !(RulebookCompiler.compile(read.policy(), language)
            instanceof RulebookCompiler.Result.Ready(var changed))) {
      return Optional.empty();
    }
    var failing = Trials.run(changed).stream().map(Flaw::message).toList();
    boolean doesWhatItSays =
        draft.tests().stream()
            .noneMatch(name -> failing.stream().anyMatch(why -> why.contains("\"" + name + "\"")));
    return doesWhatItSays
        ? Optional.of(new Compiled(policy.ref(), suggestion, draft, failing, changed))
        : Optional.empty();
  }

  /// The first test of the policy by which the rule that is concerned asks about its operation.
  private static int example(Rulebook rulebook, Suggestion suggestion) {
    var trials = rulebook.policy().trials();
    var catalogue = rulebook.policy().catalogue();
    for (int i = 0; i < trials.size(); i++) {
      boolean same =
          catalogue
              .find(trials.get(i).question().operation())
              .filter(entry -> entry.name().equals(suggestion.evidence().operation()))
              .isPresent();
      if (same && ruling(rulebook, trials.get(i)).rules().contains(suggestion.rule().id())) {
        return i;
      }
    }
    return -1;
  }

  private static LayerRuling ruling(Rulebook rulebook, Trial trial) {
    var hearing = rulebook.hear(trial.question());
    var limits = new HashMap<String, BigDecimal>();
    hearing.demands().forEach(demand -> limits.put(demand.limit(), BigDecimal.ZERO));
    limits.putAll(trial.limits());
    return hearing.rule(limits);
  }
}
