package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.SentinelId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An attempt to fill a seat of `panel` with one Sentinel.
///
/// @param number counts the offers of the case, from 1
/// @param until how long the seat is kept for them
public record Offer(
    int number,
    SentinelId sentinel,
    String panel,
    Instant at,
    Instant until,
    @Nullable Behalf behalf)
    implements Placed {

  /// An offer to somebody in their own right.
  public Offer(int number, SentinelId sentinel, String panel, Instant at, Instant until) {
    this(number, sentinel, panel, at, until, null);
  }
}
