package io.humanlayer.routing.inbound;

import io.humanlayer.eventing.Consumption;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.routing.app.Cases;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.wire.RulingAvro;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Opens a case for each ruling of ARBITRIUM.
@ApplicationScoped
public class RulingsConsumer {

  private final Consumption consumption;
  private final Cases cases;
  private final MeterRegistry meters;

  public RulingsConsumer(Consumption consumption, Cases cases, MeterRegistry meters) {
    this.consumption = consumption;
    this.cases = cases;
    this.meters = meters;
  }

  @Incoming("rulings")
  @Blocking
  void rulings(ConsumerRecords<String, byte[]> batch) {
    consumption.handle(
        batch,
        RulingAvro.EVENT::equals,
        RulingAvro::read,
        rulings -> rulings.stream().flatMap(Optional::stream).forEach(this::open));
  }

  private void open(RulingAvro.Wanted wanted) {
    switch (cases.open(wanted.event().cause(Cases.READER), wanted::at)) {
      case Outcome.Accepted<CaseEvent> _ -> {}
      case Outcome.Refused<CaseEvent>(var reason) ->
          meters.counter("humanlayer.refusals", "reason", reason.name()).increment();
    }
  }
}
