package io.humanlayer.policy.inbound;

import io.humanlayer.eventing.Consumption;
import io.humanlayer.policy.app.Observations;
import io.humanlayer.policy.core.observation.Observation;
import io.humanlayer.policy.wire.ObservationAvro;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Our own rulings, watched in a group of its own: rulings never wait for it.
@ApplicationScoped
public class ObservationsConsumer {

  private final Consumption consumption;
  private final Observations observations;

  public ObservationsConsumer(Consumption consumption, Observations observations) {
    this.consumption = consumption;
    this.observations = observations;
  }

  @Incoming("observations")
  @Blocking
  void rulings(ConsumerRecords<String, byte[]> batch) {
    consumption.handle(
        batch,
        ObservationAvro::concerns,
        ObservationAvro::read,
        found -> {
          List<Observation> observed = found.stream().flatMap(List::stream).toList();
          if (!observed.isEmpty()) {
            observations.record(observed);
          }
        });
  }
}
