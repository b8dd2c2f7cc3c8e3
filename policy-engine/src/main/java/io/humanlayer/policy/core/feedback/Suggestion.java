package io.humanlayer.policy.core.feedback;

import io.humanlayer.policy.core.catalogue.OperationEntry;
import io.humanlayer.policy.core.policy.Policy;
import io.humanlayer.policy.core.policy.Rule;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.core.requirement.Tier;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A change of a policy that people's decisions speak for.
public sealed interface Suggestion {

  /// An approval must be this sure before it is suggested to do without.
  double SURE = 0.99;

  /// And must have been seen for so long, so that it is no single week's mood.
  Duration LONG = Duration.ofDays(30);

  /// And by so many people, so that it is no single person's habit.
  int MANY = 3;

  /// So many rejections without an approval speak for a refusal.
  int REFUSED = 3;

  /// What a text in a condition may look like; others are not put into one.
  Pattern PLAIN = Pattern.compile("[A-Za-z0-9 ._/-]{1,40}");

  Rule rule();

  Evidence evidence();

  /// The condition of the requests that are concerned; null for all of the operation.
  @Nullable String condition();

  /// Such requests need no human any more.
  ///
  /// @param upTo the largest amount; null where no money moves
  record Loosen(Rule rule, Evidence evidence, @Nullable BigDecimal upTo) implements Suggestion {
    @Override
    public @Nullable String condition() {
      return upTo == null
          ? null
          : "args.currency == \""
              + evidence.currency()
              + "\" && args.amount > 0 && args.amount <= decimal(\""
              + upTo.toPlainString()
              + "\")";
    }
  }

  /// Such requests are refused at once.
  record Tighten(Rule rule, Evidence evidence) implements Suggestion {
    @Override
    public @Nullable String condition() {
      return rule.when();
    }
  }

  /// What `feedback` speaks for in `policy`.
  static List<Suggestion> of(RuleFeedback feedback, Policy policy) {
    var suggestions = new ArrayList<Suggestion>();
    for (var rule : policy.rules()) {
      if (!rule.id().equals(feedback.rule().id()) || rule.ruling() != Ruling.ARBITRIUM) {
        continue;
      }
      for (var evidence : feedback.evidence()) {
        var operation = policy.catalogue().find(evidence.operation()).orElse(null);
        if (operation != null && rule.reach().covers(operation.name())) {
          loosen(rule, evidence, operation).ifPresent(suggestions::add);
          if (evidence.approved() + evidence.rushed() == 0
              && evidence.rejected() >= REFUSED
              && alone(feedback, operation.name())) {
            suggestions.add(new Tighten(rule, evidence));
          }
        }
      }
    }
    return suggestions;
  }

  /// Whether nobody approved the operation in another currency: the rule is then about all of it.
  private static boolean alone(RuleFeedback feedback, String operation) {
    return feedback.evidence().stream()
        .filter(e -> e.operation().equals(operation))
        .allMatch(e -> e.approved() + e.rushed() == 0);
  }

  private static Optional<Suggestion> loosen(
      Rule rule, Evidence evidence, OperationEntry operation) {
    var require = rule.require();
    boolean serious =
        require == null
            || require.tier() == Tier.AUTHORITY
            || operation.effects().contains("destructive");
    if (serious
        || evidence.lowerBound() < SURE
        || evidence.span().compareTo(LONG) < 0
        || evidence.sentinels().size() < MANY) {
      return Optional.empty();
    }
    if (!operation.effects().contains("money")) {
      return Optional.of(new Loosen(rule, evidence, null));
    }
    var currency = evidence.currency();
    return currency != null
            && PLAIN.matcher(currency).matches()
            && evidence.largestApproved() != null
        ? Optional.of(new Loosen(rule, evidence, evidence.largestApproved()))
        : Optional.empty();
  }
}
