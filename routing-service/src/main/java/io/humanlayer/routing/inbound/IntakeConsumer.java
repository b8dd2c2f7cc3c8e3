package io.humanlayer.routing.inbound;

import io.humanlayer.eventing.Consumption;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.routing.app.Cases;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.wire.IntakeAvro;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// What Agents say after they have asked: that they no longer want it, or what a Sentinel wants to
/// know.
@ApplicationScoped
public class IntakeConsumer {

  private final Consumption consumption;
  private final Cases cases;
  private final MeterRegistry meters;

  public IntakeConsumer(Consumption consumption, Cases cases, MeterRegistry meters) {
    this.consumption = consumption;
    this.cases = cases;
    this.meters = meters;
  }

  @Incoming("intake")
  @Blocking
  void intake(ConsumerRecords<String, byte[]> batch) {
    consumption.handle(
        batch, IntakeAvro::concerns, IntakeAvro::read, all -> all.forEach(this::hear));
  }

  private void hear(IntakeAvro.Said said) {
    var cause = said.event().cause(Cases.READER);
    Outcome<CaseEvent> outcome =
        switch (said) {
          case IntakeAvro.Withdrawn withdrawn ->
              cases.withdraw(cause, withdrawn.id(), withdrawn::at);
          case IntakeAvro.Informed informed -> cases.inform(cause, informed.id(), informed::at);
        };
    switch (outcome) {
      case Outcome.Accepted<CaseEvent> _ -> {}
      case Outcome.Refused<CaseEvent>(var reason) ->
          meters.counter("humanlayer.refusals", "reason", reason.name()).increment();
    }
  }
}
