package io.humanlayer.proof;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/// RFC 3339 in UTC with exactly three digits of a second.
public final class Milliseconds {

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Milliseconds() {}

  public static String text(Instant at) {
    return FORM.format(at);
  }

  public static Instant parse(String text) {
    try {
      Instant at = Instant.parse(text);
      if (text(at).equals(text)) {
        return at;
      }
    } catch (DateTimeParseException e) {
      // falls through to the one message there is for it
    }
    throw new MalformedException("not a time in UTC to the millisecond");
  }
}
