package io.humanlayer.policy.core.policy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A running total over a window, which rules see as `limits.<name>` with this request included.
///
/// @param sum the amount that a request adds; null to count requests
/// @param where which requests add to it; null for all
/// @param by what the total is kept by, for example `agent.id`
/// @param at the place of the limit in the document, a JSON Pointer
public record Limit(
    String name,
    Reach reach,
    @Nullable String sum,
    @Nullable String where,
    List<String> by,
    Duration window,
    String at) {

  public static final Duration MAX_WINDOW = Duration.ofDays(31);

  public Limit {
    by = List.copyOf(by);
    if (!window.isPositive() || window.compareTo(MAX_WINDOW) > 0) {
      throw new IllegalArgumentException("a window is at most " + MAX_WINDOW.toDays() + " days");
    }
  }
}
