package io.humanlayer.eventing;

import io.humanlayer.kernel.Uuids;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Gives time-ordered ids (UUIDv7).
public final class EventIds {

  private final Clock clock;
  private final RandomGenerator random;

  public EventIds(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /// A new id.
  public UUID next() {
    byte[] noise = new byte[10];
    random.nextBytes(noise);
    return Uuids.v7(clock.instant(), noise);
  }
}
