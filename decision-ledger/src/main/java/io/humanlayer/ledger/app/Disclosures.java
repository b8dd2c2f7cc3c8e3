package io.humanlayer.ledger.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.proof.decision.Disclosure;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What people wrote in decisions, with the salts under which the sealed artefacts have it. Apart
/// from the log, encrypted, and erasable.
public interface Disclosures {

  /// Keeps `fresh` for an event, unless it was kept before: then that is the answer, so that a
  /// repetition seals the same. For a request that was erased nothing is kept.
  List<Disclosure> keep(OrganisationId org, RequestId request, UUID event, List<Disclosure> fresh);

  /// What is kept of a request; empty after its erasure.
  List<Disclosure> of(OrganisationId org, RequestId request);

  /// Destroys what is kept of a request, and whatever of it still comes.
  void erase(OrganisationId org, RequestId request, Instant at);

  /// Destroys what was kept before `before`; returns of how many events.
  int eraseOlderThan(Instant before);
}
