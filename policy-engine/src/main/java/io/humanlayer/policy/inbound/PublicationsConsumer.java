package io.humanlayer.policy.inbound;

import io.humanlayer.eventing.Consumption;
import io.humanlayer.policy.app.EndPublications;
import io.humanlayer.policy.app.Publications.Decision;
import io.humanlayer.policy.wire.PublicationAvro;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Decisions, of which those on `policy.publish` put a number in force or keep it out.
@ApplicationScoped
public class PublicationsConsumer {

  private final Consumption consumption;
  private final EndPublications ending;

  public PublicationsConsumer(Consumption consumption, EndPublications ending) {
    this.consumption = consumption;
    this.ending = ending;
  }

  @Incoming("publications")
  @Blocking
  void decisions(ConsumerRecords<String, byte[]> batch) {
    consumption.handle(
        batch,
        PublicationAvro.DECIDED::equals,
        event ->
            PublicationAvro.concerns(event)
                ? Optional.of(PublicationAvro.decision(event))
                : Optional.<Decision>empty(),
        found -> ending.decided(found.stream().flatMap(Optional::stream).toList()));
  }
}
