package io.humanlayer.routing.inbound.console;

import io.humanlayer.routing.core.cases.DecisionOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times and outcomes in English.
final class Words {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Words() {}

  static String moment(Instant at) {
    return MOMENT.format(at);
  }

  static String until(Instant now, Instant then) {
    Duration left = Duration.between(now, then);
    if (left.isNegative() || left.isZero()) {
      return "now";
    }
    if (left.toDays() > 0) {
      return "in " + left.toDays() + " d " + left.toHoursPart() + " h";
    }
    if (left.toHours() > 0) {
      return "in " + left.toHours() + " h " + left.toMinutesPart() + " min";
    }
    return left.toMinutes() > 0
        ? "in " + left.toMinutes() + " min"
        : "in " + left.toSeconds() + " s";
  }

  static String outcome(DecisionOutcome outcome) {
    return switch (outcome) {
      case APPROVED -> "Approved";
      case REJECTED -> "Rejected";
      case APPROVED_WITH_EDITS -> "Approved with edits";
      case ANSWERED -> "Answered";
      case CANCELLED -> "Cancelled";
      case EXPIRED -> "Expired: nobody decided in time, so it was denied";
    };
  }
}
