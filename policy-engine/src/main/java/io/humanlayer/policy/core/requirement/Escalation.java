package io.humanlayer.policy.core.requirement;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// Whom one rule calls when nobody has answered.
///
/// @param tier the tier of the rule, by which the order of several escalations is settled
public record Escalation(Tier tier, String rule, List<Step> steps)
    implements Comparable<Escalation> {

  private static final Comparator<Escalation> ORDER =
      Comparator.comparing(Escalation::tier, Comparator.reverseOrder())
          .thenComparing(Escalation::rule)
          .thenComparing(escalation -> escalation.steps().toString());

  /// After so long, this panel may answer too.
  public record Step(Duration after, Panel to) {
    public Step {
      if (!after.isPositive()) {
        throw new IllegalArgumentException("an escalation happens after some time");
      }
    }
  }

  public Escalation {
    steps = List.copyOf(steps);
  }

  Escalation withPanelsNamed(String prefix) {
    return new Escalation(
        tier,
        rule,
        steps.stream()
            .map(step -> new Step(step.after(), step.to().named(prefix + step.to().name())))
            .toList());
  }

  @Override
  public int compareTo(Escalation other) {
    return ORDER.compare(this, other);
  }
}
