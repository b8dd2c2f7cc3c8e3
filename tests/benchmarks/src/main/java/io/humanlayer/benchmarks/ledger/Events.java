package io.humanlayer.benchmarks.ledger;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.Uuids;
import io.humanlayer.ledger.core.log.Fact;
import io.humanlayer.ledger.core.log.Placed;
import io.humanlayer.ledger.core.log.Slice;
import io.humanlayer.proof.EventLeaf;
import io.humanlayer.proof.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Facts of the size that a case has them in: a document of some 400 bytes, a leaf of some 300, two
/// terms.
final class Events {

  static final OrganisationId ORG = new OrganisationId("acme");
  private static final UUID NAMESPACE = new UUID(11, 11);

  private Events() {}

  static Fact fact(long number, Instant at) {
    UUID id = Uuids.v5(NAMESPACE, "event " + number);
    UUID request = Uuids.v5(NAMESPACE, "request " + number / 6);
    String document =
        """
        {"data":{"actionDigest":"sha256:%064x","agent":{"id":"billing"},"at":"%s","operation":\
        "bank.transfer","org":"acme","panel":"payments","requestId":"%s","sentinel":"s-7f3k",\
        "viewDigest":"sha256:%064x"},"id":"%s","subject":"%s","time":"%s","type":\
        "io.humanlayer.cases.DossierViewed.v1"}\
        """
            .formatted(number, at, request, number, id, request, at);
    var leaf =
        new EventLeaf(
            Optional.of(request),
            Hash.sha256(document.getBytes(StandardCharsets.UTF_8)),
            id,
            at,
            "io.humanlayer.cases.DossierViewed.v1");
    return new Fact(
        ORG, leaf, document, Optional.empty(), List.of("agent:billing", "sentinel:s-7f3k"));
  }

  static Slice slice(long from, int count) {
    Instant at = Instant.parse("2026-11-21T20:00:00.000Z");
    List<Placed> placed = new ArrayList<>();
    for (long number = from; number < from + count; number++) {
      placed.add(new Placed(number, fact(number, at)));
    }
    return new Slice(0, placed, from + count);
  }
}
