package io.humanlayer.routing;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.TestKafka;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.jdbi.v3.core.Jdbi;

/// Rulings go in on the broker; what comes of them is read from the journal.
public record Stage(TestKafka kafka, AvroWire wire, EventIds ids, Jdbi jdbi)
    implements AutoCloseable {

  public static final String RULINGS = "hl.rulings.v1";

  /// Publishes the ruling and waits until somebody has an offer.
  public UUID opened(Ruled ruled) {
    publish(ruled);
    Await.until("the case is offered", () -> types(ruled.id()), t -> t.contains("cases.OfferMade"));
    return ruled.id();
  }

  public Ruled arbitrium(String... panels) {
    return Ruled.arbitrium(ids.next(), panels);
  }

  public void publish(Ruled ruled) {
    publish(ruled, ids.next());
  }

  public void publish(Ruled ruled, UUID event) {
    GatewayOnLoopback.keep(ruled.id().toString(), ruled.dossier());
    publish(ruled, ruled.envelope(event).headers(), wire.encode(RULINGS, ruled.body()));
  }

  public void publish(Ruled ruled, Iterable<Header> headers, byte[] value) {
    kafka.produce(RULINGS, ruled.id().toString(), headers, value);
  }

  /// Waits for the Decision.
  public EventBody decided(UUID id) {
    Await.until("a decision", () -> types(id), t -> t.contains("decisions.Decided"));
    byte[] payload =
        jdbi.withHandle(
            h ->
                h.createQuery(
                        "select payload from journal where stream = :id"
                            + " and topic = 'hl.decisions.v1' and key = :key")
                    .bind("id", id)
                    .bind("key", id.toString())
                    .mapTo(byte[].class)
                    .one());
    return wire.decode("io.humanlayer.decisions.Decided", payload);
  }

  /// The events of the case so far, oldest first.
  public List<String> types(UUID id) {
    return jdbi
        .withHandle(
            h ->
                h.createQuery("select type from journal where stream = :id order by version")
                    .bind("id", id)
                    .mapTo(String.class)
                    .list())
        .stream()
        .map(type -> Contracts.event(type).substring("io.humanlayer.".length()))
        .toList();
  }

  public int count(String table, UUID id) {
    return jdbi.withHandle(
        h ->
            h.createQuery("select count(*) from " + table + " where case_id = :id")
                .bind("id", id)
                .mapTo(Integer.class)
                .one());
  }

  @Override
  public void close() {
    kafka.close();
  }
}
