package io.humanlayer.routing.core.sentinels;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether a Sentinel wants to be asked now. Who has said that they are away is asked by nobody;
/// nothing waits for them. Who let offers lapse is away too until they answer something or say that
/// they are back, but is asked where nobody else is left: no case ends for want of trying.
public sealed interface Presence {

  record Available() implements Presence {}

  /// @param until when they are back by themselves; none if they will say so
  record Away(Cause cause, @Nullable Instant until) implements Presence {}

  /// Who says that they are away.
  enum Cause {
    SAID_SO,
    LET_OFFERS_LAPSE
  }

  /// Whether they may be away, since they did not answer, but have not said so.
  default boolean silent() {
    return this instanceof Away(Cause cause, _) && cause == Cause.LET_OFFERS_LAPSE;
  }

  default boolean availableAt(Instant at) {
    return switch (this) {
      case Available _ -> true;
      case Away(_, var until) -> until != null && !at.isBefore(until);
    };
  }
}
