package io.humanlayer.notifier.core.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of one attempt.
public sealed interface Reply {

  /// The receiver answered.
  ///
  /// @param retryAfter how long it asked to be left alone
  record Answered(int status, @Nullable Duration retryAfter) implements Reply {}

  /// No answer: no connection, no such host, too slow, not HTTP.
  record Unreachable(String reason) implements Reply {}

  /// Not even tried: the address is one that callbacks may not reach.
  record Forbidden(String reason) implements Reply {}
}
