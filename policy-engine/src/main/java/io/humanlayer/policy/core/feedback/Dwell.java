package io.humanlayer.policy.core.feedback;

import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.history.PastDecision.PastVerdict;
import io.humanlayer.policy.core.history.RecordedRequest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether somebody had the time to read what they approved. An approval given faster is a rubber
/// stamp: it binds, and it is no evidence that nobody need be asked.
final class Dwell {

  /// What finding the buttons takes.
  static final Duration LEAST = Duration.ofSeconds(2);

  /// Beyond this nobody is held to have read every word.
  static final Duration MOST = Duration.ofSeconds(30);

  /// Three times as fast as people read with care.
  private static final int CHARACTERS_PER_SECOND = 50;

  private Dwell() {}

  /// Whether every Sentinel saw the dossier for long enough before their verdict.
  static boolean read(RecordedRequest request) {
    Duration floor = floor(request.arguments());
    return request.decision() != null
        && request.decision().verdicts().stream()
            .allMatch(verdict -> dwelt(request, verdict, floor));
  }

  private static boolean dwelt(RecordedRequest request, PastVerdict verdict, Duration floor) {
    @Nullable Instant seen = request.views().get(verdict.sentinel());
    return seen != null && !verdict.at().isBefore(seen.plus(floor));
  }

  /// The least time that the arguments take to read; erased ones no longer say.
  static Duration floor(@Nullable Data arguments) {
    long characters = arguments == null ? 0 : size(arguments);
    Duration reading = LEAST.plusMillis(characters * 1_000 / CHARACTERS_PER_SECOND);
    return reading.compareTo(MOST) < 0 ? reading : MOST;
  }

  private static long size(Data data) {
    return switch (data) {
      case Data.Text(var text) -> text.length();
      case Data.Sequence(var items) -> items.stream().mapToLong(Dwell::size).sum();
      case Data.Struct(var fields) ->
          fields.entrySet().stream()
              .mapToLong(field -> field.getKey().length() + size(field.getValue()))
              .sum();
      case Data.Whole(var number) -> Long.toString(number).length();
      case Data.Decimal(var number) -> number.toPlainString().length();
      case Data.Flag _, Data.Nothing _, Data.Unreadable _ -> 1;
    };
  }
}
