package io.humanlayer.routing.app;

import java.time.LocalDateTime;
import java.util.List;

/// Recurrence rules, by the wall clock.
public interface Recurrences {

  /// So many occurrences of one rule are a mistake in the rule, or its start is too long ago.
  int MAX = 20_000;

  /// All occurrences from the first, which is not before `start`, to before `until`.
  ///
  /// @param rule as RFC 5545 §3.3.10 has it
  /// @throws IllegalArgumentException if it is no rule, or strikes more than [#MAX] times
  List<LocalDateTime> occurrences(String rule, LocalDateTime start, LocalDateTime until);
}
