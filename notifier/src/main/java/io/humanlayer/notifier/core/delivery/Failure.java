package io.humanlayer.notifier.core.delivery;

import org.jspecify.annotations.Nullable;

/// Why an attempt did not succeed.
///
/// @param status the HTTP status, if the receiver answered at all
public record Failure(@Nullable Integer status, String reason) {

  static Failure of(Reply reply) {
    return switch (reply) {
      case Reply.Answered(int status, _) -> new Failure(status, "the receiver answered " + status);
      case Reply.Unreachable(String reason) -> new Failure(null, reason);
      case Reply.Forbidden(String reason) -> new Failure(null, reason);
    };
  }
}
