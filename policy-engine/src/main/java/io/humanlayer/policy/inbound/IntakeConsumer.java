package io.humanlayer.policy.inbound;

import io.humanlayer.eventing.Consumption;
import io.humanlayer.policy.app.RuleOnRequests;
import io.humanlayer.policy.wire.IntakeAvro;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// The requests that were taken in. Offsets are committed once all that follows from a batch is
/// published.
@ApplicationScoped
public class IntakeConsumer {

  private final Consumption consumption;
  private final RuleOnRequests ruling;

  public IntakeConsumer(Consumption consumption, RuleOnRequests ruling) {
    this.consumption = consumption;
    this.ruling = ruling;
  }

  @Incoming("intake")
  @Blocking
  void intake(ConsumerRecords<String, byte[]> batch) {
    consumption.handle(batch, IntakeAvro.EVENT::equals, IntakeAvro::read, ruling::rule);
  }
}
