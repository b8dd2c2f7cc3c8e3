package io.humanlayer.routing.core.schedules;

import io.humanlayer.kernel.SentinelId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// For a time something else holds than the rotations say.
///
/// @param layer the only one that it touches; none if all
/// @param of the only person whose shifts it touches; none if everybody's: a holiday
/// @param by who takes those shifts; none if nobody does
public record Substitution(
    String id,
    @Nullable String layer,
    @Nullable SentinelId of,
    @Nullable SentinelId by,
    Instant from,
    Instant until) {

  public Substitution {
    if (!until.isAfter(from)) {
      throw new IllegalArgumentException("a substitution ends after it begins");
    }
  }

  boolean touches(Shift shift) {
    return (layer == null || layer.equals(shift.layer()))
        && (of == null || of.equals(shift.sentinel()))
        && shift.from().isBefore(until)
        && from.isBefore(shift.until());
  }
}
