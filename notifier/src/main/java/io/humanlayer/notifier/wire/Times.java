package io.humanlayer.notifier.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Times as others see them: RFC 3339, UTC, milliseconds.
final class Times {

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  static String text(Instant at) {
    return FORM.format(at);
  }

  static @Nullable String optionalText(@Nullable Instant at) {
    return at == null ? null : text(at);
  }
}
