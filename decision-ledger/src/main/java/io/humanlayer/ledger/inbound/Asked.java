package io.humanlayer.ledger.inbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.app.LogReader;
import io.humanlayer.ledger.app.LogReader.LogView;
import io.humanlayer.ledger.core.access.Caller;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.ProblemException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// Reads what callers put into the query of a URL.
final class Asked {

  private Asked() {}

  /// The newest log of the organisation that is asked for, if the caller may read it.
  static LogView log(LogReader logs, Caller caller, @Nullable String organisation) {
    OrganisationId org = organisation(organisation);
    if (!caller.mayRead(org)) {
      throw notFound();
    }
    return logs.of(org).stream().reduce((_, newer) -> newer).orElseThrow(Asked::notFound);
  }

  static OrganisationId organisation(@Nullable String name) {
    try {
      return new OrganisationId(name == null ? "" : name);
    } catch (IllegalArgumentException e) {
      throw invalid("Give ?organisation= with the id of an organisation.");
    }
  }

  static Instant time(@Nullable String text, Instant otherwise) {
    try {
      return text == null ? otherwise : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw invalid("A time is RFC 3339 in UTC, for example 2026-11-21T20:00:00Z.");
    }
  }

  static YearMonth month(@Nullable String text) {
    try {
      return YearMonth.parse(text == null ? "" : text);
    } catch (DateTimeParseException e) {
      throw invalid("Give ?month=, for example 2026-11.");
    }
  }

  static long number(@Nullable String text, long otherwise) {
    try {
      return text == null ? otherwise : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw invalid("A number was expected: sizes, cursors and limits are decimals.");
    }
  }

  static ProblemException invalid(String detail) {
    return Problem.invalid("", detail).asException();
  }

  static ProblemException notFound() {
    return Problem.of(Kind.NOT_FOUND, "There is no such log, or the log has no such part.")
        .asException();
  }
}
