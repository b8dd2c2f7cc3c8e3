package io.humanlayer.ledger.core.log;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.proof.EventLeaf;
import java.util.List;
import java.util.Optional;

/// One event on its way into the log of its organisation, as its topic has it for ever.
///
/// @param document the event without free text or personal data: canonical JSON, whose digest the
///   leaf carries
/// @param decision its sealed artefact, if it is the decision of a request
/// @param terms what it can be found by, for example `agent:billing`
public record Fact(
    OrganisationId org,
    EventLeaf leaf,
    String document,
    Optional<SealedDecision> decision,
    List<String> terms) {

  public Fact {
    terms = List.copyOf(terms);
  }
}
