package io.humanlayer.policy.core.lint;

import java.time.Duration;
import java.util.Map;

/// What is known of the panels of a policy, by their names.
///
/// @param people how many could sit on each now
/// @param slowest within which time nine of ten of its latest decisions were made; absent for a
///   panel that has decided too little to say
public record PanelFacts(Map<String, Integer> people, Map<String, Duration> slowest) {
  public PanelFacts {
    people = Map.copyOf(people);
    slowest = Map.copyOf(slowest);
  }
}
