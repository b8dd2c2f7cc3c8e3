package io.humanlayer.gateway.inbound;

import io.humanlayer.eventing.Consumption;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.gateway.app.Denials;
import io.humanlayer.gateway.app.ShowRequest;
import io.humanlayer.gateway.core.denial.DenialChange;
import io.humanlayer.gateway.core.status.RequestChange;
import io.humanlayer.gateway.wire.DecisionAvro;
import io.humanlayer.gateway.wire.DenialAvro;
import io.humanlayer.gateway.wire.ProgressJson;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// What the other services say of requests, as changes of what agents see.
@ApplicationScoped
public class EventsConsumer {

  private static final String OFFERED = "io.humanlayer.cases.OfferMade";

  private final Consumption consumption;
  private final ShowRequest show;
  private final Denials standing;

  public EventsConsumer(Consumption consumption, ShowRequest show, Denials standing) {
    this.consumption = consumption;
    this.show = show;
    this.standing = standing;
  }

  @Incoming("cases")
  @Blocking
  void cases(ConsumerRecords<String, byte[]> batch) {
    consumption.handle(
        batch,
        event -> event.equals(OFFERED) || ProgressJson.concerns(event),
        event ->
            event.event().equals(OFFERED) ? DecisionAvro.offered(event) : ProgressJson.read(event),
        show::apply);
  }

  @Incoming("decisions")
  @Blocking
  void decisions(ConsumerRecords<String, byte[]> batch) {
    consumption.handle(
        batch,
        event -> DecisionAvro.EVENTS.contains(event) || ProgressJson.concerns(event),
        EventsConsumer::read,
        this::apply);
  }

  @Incoming("ledger")
  @Blocking
  void ledger(ConsumerRecords<String, byte[]> batch) {
    apply(batch, "io.humanlayer.ledger.Recorded", DecisionAvro::recorded);
  }

  /// What an event of a decision changes.
  private record Change(Optional<RequestChange> seen, Optional<DenialChange> denial) {}

  private static Change read(IncomingEvent event) {
    if (ProgressJson.concerns(event.event())) {
      return new Change(Optional.of(ProgressJson.read(event)), Optional.empty());
    }
    return event.event().equals(DecisionAvro.DECIDED)
        ? new Change(Optional.of(DecisionAvro.decided(event)), DenialAvro.decided(event))
        : new Change(Optional.empty(), Optional.of(DenialAvro.reopened(event)));
  }

  /// Whoever has seen a rejection asks under it: what stands is noted before anybody is woken.
  private void apply(List<Change> changes) {
    List<DenialChange> denials =
        changes.stream().map(Change::denial).flatMap(Optional::stream).toList();
    if (!denials.isEmpty()) {
      standing.note(denials);
    }
    show.apply(changes.stream().map(Change::seen).flatMap(Optional::stream).toList());
  }

  private void apply(
      ConsumerRecords<String, byte[]> batch,
      String event,
      Function<IncomingEvent, RequestChange> read) {
    consumption.handle(batch, event::equals, read, show::apply);
  }
}
