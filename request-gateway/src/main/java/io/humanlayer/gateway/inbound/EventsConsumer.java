package io.humanlayer.gateway.inbound;

import io.humanlayer.eventing.Consumption;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.gateway.app.ShowRequest;
import io.humanlayer.gateway.core.status.RequestChange;
import io.humanlayer.gateway.wire.DecisionAvro;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// What the other services say of requests, as changes of what agents see.
@ApplicationScoped
public class EventsConsumer {

  private final Consumption consumption;
  private final ShowRequest show;

  public EventsConsumer(Consumption consumption, ShowRequest show) {
    this.consumption = consumption;
    this.show = show;
  }

  @Incoming("cases")
  @Blocking
  void cases(ConsumerRecords<String, byte[]> batch) {
    apply(batch, "io.humanlayer.cases.OfferMade", DecisionAvro::offered);
  }

  @Incoming("decisions")
  @Blocking
  void decisions(ConsumerRecords<String, byte[]> batch) {
    apply(batch, "io.humanlayer.decisions.Decided", DecisionAvro::decided);
  }

  @Incoming("ledger")
  @Blocking
  void ledger(ConsumerRecords<String, byte[]> batch) {
    apply(batch, "io.humanlayer.ledger.Recorded", DecisionAvro::recorded);
  }

  private void apply(
      ConsumerRecords<String, byte[]> batch,
      String event,
      Function<IncomingEvent, RequestChange> read) {
    consumption.handle(batch, event::equals, read, show::apply);
  }
}
