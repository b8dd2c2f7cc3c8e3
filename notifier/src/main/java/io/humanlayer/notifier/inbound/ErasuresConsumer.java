package io.humanlayer.notifier.inbound;

import io.humanlayer.eventing.Consumption;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.notifier.app.ErasedContent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// `hl.intake.v1`, of which only the erasures of dossiers concern this service.
@ApplicationScoped
public class ErasuresConsumer {

  private static final String ERASED = "io.humanlayer.intake.DossierErased";

  private final Consumption consumption;
  private final ErasedContent content;

  public ErasuresConsumer(Consumption consumption, ErasedContent content) {
    this.consumption = consumption;
    this.content = content;
  }

  @Incoming("erasures")
  @Blocking
  void erasures(ConsumerRecords<String, byte[]> batch) {
    consumption.handle(
        batch,
        ERASED::equals,
        event -> RequestId.parse(event.content().text("requestId")),
        erased -> erased.forEach(content::erase));
  }
}
