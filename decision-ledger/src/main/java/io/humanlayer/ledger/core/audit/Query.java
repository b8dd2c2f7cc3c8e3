package io.humanlayer.ledger.core.audit;

import java.time.Instant;
import java.util.List;

/// What an auditor looks for in one log.
///
/// @param terms all of them must be named by the event, for example `agent:billing`
/// @param before entries below this position only: where the last page ended
public record Query(List<String> terms, Instant from, Instant to, long before, int limit) {

  public static final int MAX_LIMIT = 200;

  public Query {
    terms = List.copyOf(terms);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("a page has between 1 and " + MAX_LIMIT + " events");
    }
  }
}
