package io.humanlayer.policy.core.change;

import java.util.Comparator;
import java.util.List;

/// All that differs between two policies, the gravest first.
public record PolicyChange(List<Difference> differences) {

  public PolicyChange {
    differences =
        differences.stream()
            .distinct()
            .sorted(Comparator.comparing(Difference::direction).reversed())
            .toList();
  }

  /// The gravest direction of all differences.
  public Direction direction() {
    return differences.stream()
        .map(Difference::direction)
        .reduce(Direction.NEUTRAL, Direction::join);
  }

  /// How many people must approve the change: two of a loosening, one of any other.
  public int approvals() {
    return direction() == Direction.LOOSENING ? 2 : 1;
  }
}
