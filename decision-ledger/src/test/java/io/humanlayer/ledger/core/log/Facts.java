package io.humanlayer.ledger.core.log;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.kernel.Uuids;
import io.humanlayer.proof.EventLeaf;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.decision.HashedRekord;
import io.humanlayer.proof.decision.SealSigner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Facts to record: number `i` always has the same ids and content.
public final class Facts {

  public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final UUID NAMESPACE = new UUID(7, 7);
  private static final SealSigner SEAL = new SealSigner(new byte[SealSigner.SEED_LENGTH]);
  private static final AtomicInteger NEXT_PARTITION = new AtomicInteger(1_000);

  private Facts() {}

  public static Fact fact(OrganisationId org, int i) {
    String document = "{\"number\":" + i + "}";
    return new Fact(
        org,
        leaf(org, i, "io.humanlayer.cases.Opened.v1", document),
        document,
        Optional.empty(),
        List.of("operation:bank.transfer"));
  }

  public static Fact decision(OrganisationId org, int i) {
    String document = "{\"decision\":" + i + "}";
    byte[] statement = document.getBytes(StandardCharsets.UTF_8);
    return new Fact(
        org,
        leaf(org, i, Document.DECIDED, document),
        document,
        Optional.of(new SealedDecision(document, HashedRekord.seal(statement, SEAL).text())),
        List.of("agent:billing"));
  }

  public static List<Fact> range(OrganisationId org, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> fact(org, i)).toList();
  }

  /// `facts` as one slice of a partition that nothing else is on.
  public static Slice slice(List<Fact> facts) {
    return slice(NEXT_PARTITION.getAndIncrement(), 0, facts);
  }

  public static Slice slice(int partition, long offset, List<Fact> facts) {
    List<Placed> placed = new ArrayList<>();
    facts.forEach(fact -> placed.add(new Placed(offset + placed.size(), fact)));
    return new Slice(partition, placed, offset + placed.size());
  }

  public static RequestId request(OrganisationId org, int i) {
    return new RequestId(Uuids.v5(NAMESPACE, org + "/request/" + i));
  }

  public static UUID event(OrganisationId org, int i) {
    return Uuids.v5(NAMESPACE, org + "/event/" + i);
  }

  private static EventLeaf leaf(OrganisationId org, int i, String type, String document) {
    return new EventLeaf(
        Optional.of(request(org, i).value()),
        Hash.sha256(document.getBytes(StandardCharsets.UTF_8)),
        event(org, i),
        NOON,
        type);
  }
}
