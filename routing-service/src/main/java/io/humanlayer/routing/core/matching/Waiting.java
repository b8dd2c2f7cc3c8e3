package io.humanlayer.routing.core.matching;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// A case that waits for somebody.
///
/// @param tier the weight of the case; of two as urgent the heavier comes first
/// @param work how long it will take whoever decides
/// @param <T> what names the case
public record Waiting<T extends Comparable<T>>(T name, Instant deadline, Duration work, int tier) {

  /// The one with the least time to spare first. Slack shrinks for everybody alike, so that whoever
  /// waits comes to the front in the end.
  public static <T extends Comparable<T>> List<Waiting<T>> inOrder(List<Waiting<T>> queue) {
    return queue.stream()
        .sorted(
            Comparator.comparing(Waiting<T>::latestStart)
                .thenComparing(Waiting<T>::tier, Comparator.reverseOrder())
                .thenComparing(Waiting<T>::name))
        .toList();
  }

  /// When somebody must begin at the latest; its distance from now is the slack.
  Instant latestStart() {
    return deadline.minus(work);
  }
}
