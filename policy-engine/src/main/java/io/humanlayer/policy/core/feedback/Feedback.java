package io.humanlayer.policy.core.feedback;

import io.humanlayer.policy.core.catalogue.ArgumentType;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.history.PastDecision;
import io.humanlayer.policy.core.history.PastDecision.PastVerdict;
import io.humanlayer.policy.core.history.RecordedRequest;
import io.humanlayer.policy.core.history.RuleRef;
import io.humanlayer.policy.core.policy.Ruling;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gathers what became of requests, one after the other in any order; what it holds does not grow
/// with them but for eight bytes each.
public final class Feedback {

  private final Map<RuleRef, Tally> tallies = new HashMap<>();

  /// Counts `request` for every rule that matched, if a human was asked.
  public void add(RecordedRequest request) {
    if (request.ruling() == Ruling.ARBITRIUM) {
      request.rules().forEach(rule -> tallies.computeIfAbsent(rule, _ -> new Tally()).add(request));
    }
  }

  /// What is known by now, the rules that ask most first.
  public List<RuleFeedback> rules() {
    return tallies.entrySet().stream()
        .map(entry -> entry.getValue().feedback(entry.getKey()))
        .sorted(
            Comparator.comparingLong(RuleFeedback::asked)
                .reversed()
                .thenComparing(feedback -> feedback.rule().layer())
                .thenComparing(feedback -> feedback.rule().id()))
        .toList();
  }

  private record Kind(String operation, @Nullable String currency) {}

  private static final class Tally {
    private long asked;
    private long approved;
    private long rejected;
    private long expired;
    private long[] millis = new long[16];
    private int timed;
    private final Map<Kind, Sample> samples = new HashMap<>();

    void add(RecordedRequest request) {
      asked++;
      var decision = request.decision();
      if (decision == null) {
        return;
      }
      if (decision.outcome() == PastDecision.Outcome.EXPIRED) {
        expired++;
      } else if (decision.approvedByHuman() || decision.rejectedByHuman()) {
        judged(request, decision);
      }
    }

    private void judged(RecordedRequest request, PastDecision decision) {
      if (decision.approvedByHuman()) {
        approved++;
      } else {
        rejected++;
      }
      var opened = request.openedAt() == null ? request.submittedAt() : request.openedAt();
      time(Math.max(0, Duration.between(opened, decision.decidedAt()).toMillis()));
      samples
          .computeIfAbsent(
              new Kind(request.operation(), text(request, "currency")), _ -> new Sample())
          .add(decision, Dwell.read(request), amount(request));
    }

    private void time(long duration) {
      if (timed == millis.length) {
        millis = Arrays.copyOf(millis, timed * 2);
      }
      millis[timed++] = duration;
    }

    RuleFeedback feedback(RuleRef rule) {
      return new RuleFeedback(
          rule,
          asked,
          approved,
          rejected,
          expired,
          asked - approved - rejected - expired,
          median(),
          samples.entrySet().stream()
              .map(entry -> entry.getValue().evidence(entry.getKey()))
              .sorted(
                  Comparator.comparing(Evidence::operation)
                      .thenComparing(
                          Evidence::currency, Comparator.nullsFirst(Comparator.naturalOrder())))
              .toList());
    }

    /// The lower one of the two in the middle, so that it is one that occurred.
    private @Nullable Duration median() {
      if (timed == 0) {
        return null;
      }
      var sorted = Arrays.copyOf(millis, timed);
      Arrays.sort(sorted);
      return Duration.ofMillis(sorted[(timed - 1) / 2]);
    }
  }

  private static final class Sample {
    private long approved;
    private long rejected;
    private long rushed;
    private @Nullable BigDecimal largest;
    private final Set<String> sentinels = new HashSet<>();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    /// A refusal needs no reading to be heeded.
    void add(PastDecision decision, boolean read, @Nullable BigDecimal amount) {
      if (decision.approvedByHuman() && !read) {
        rushed++;
        return;
      }
      if (decision.approvedByHuman()) {
        approved++;
        if (amount != null) {
          largest = largest == null ? amount : largest.max(amount);
        }
      } else {
        rejected++;
      }
      decision.verdicts().stream().map(PastVerdict::sentinel).forEach(sentinels::add);
      first = decision.decidedAt().isBefore(first) ? decision.decidedAt() : first;
      last = decision.decidedAt().isAfter(last) ? decision.decidedAt() : last;
    }

    /// Where nothing but rushed approvals was seen, the span is none.
    Evidence evidence(Kind kind) {
      return new Evidence(
          kind.operation(),
          kind.currency(),
          approved,
          rejected,
          rushed,
          largest,
          sentinels,
          first.isAfter(last) ? last : first,
          last);
    }
  }

  private static @Nullable String text(RecordedRequest request, String argument) {
    return request.arguments() instanceof Data.Struct(var fields)
            && fields.get(argument) instanceof Data.Text(String text)
        ? text
        : null;
  }

  /// The amount as the catalogue would read it: a number, or one written as a text.
  private static @Nullable BigDecimal amount(RecordedRequest request) {
    if (!(request.arguments() instanceof Data.Struct(var fields))) {
      return null;
    }
    var amount = fields.get("amount");
    return amount == null
        ? null
        : ArgumentType.DECIMAL.fit(amount).orElse(null) instanceof Data.Decimal(BigDecimal value)
            ? value
            : null;
  }
}
