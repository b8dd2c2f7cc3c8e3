package io.humanlayer.ledger.core.log;

import io.humanlayer.kernel.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a leaf is the digest of, kept beside it: canonical JSON without free text or personal data.
///
/// @param kind the event's type, or [#DECISION_JSON]
/// @param terms what it can be found by
public record Document(
    Optional<RequestId> request, String kind, Instant at, String json, List<String> terms) {

  /// The event that decides a request.
  public static final String DECIDED = "io.humanlayer.decisions.Decided.v1";

  /// The sealed artefact of a decision, which stands right behind its event.
  public static final String DECISION_JSON = "hl.decision/1";

  public Document {
    terms = List.copyOf(terms);
  }
}
