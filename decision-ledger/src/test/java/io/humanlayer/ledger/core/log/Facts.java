package io.humanlayer.ledger.core.log;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.kernel.Uuids;
import io.humanlayer.proof.EventLeaf;
import io.humanlayer.proof.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/// Facts to record: number `i` always has the same ids and content.
public final class Facts {

  public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final UUID NAMESPACE = new UUID(7, 7);

  private Facts() {}

  public static Fact fact(OrganisationId org, int i) {
    return new Fact(org, leaf(org, i, "io.humanlayer.cases.Opened.v1"), Optional.empty());
  }

  public static Fact decision(OrganisationId org, int i) {
    return new Fact(
        org,
        leaf(org, i, "io.humanlayer.decisions.Decided.v1"),
        Optional.of(new DecisionDocument(request(org, i), "{}")));
  }

  public static List<Fact> range(OrganisationId org, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> fact(org, i)).toList();
  }

  public static RequestId request(OrganisationId org, int i) {
    return new RequestId(Uuids.v5(NAMESPACE, org + "/request/" + i));
  }

  public static UUID event(OrganisationId org, int i) {
    return Uuids.v5(NAMESPACE, org + "/event/" + i);
  }

  private static EventLeaf leaf(OrganisationId org, int i, String type) {
    return new EventLeaf(
        Optional.of(request(org, i).value()),
        Hash.sha256(new byte[] {(byte) i, (byte) (i >>> 8)}),
        event(org, i),
        NOON,
        type);
  }
}
