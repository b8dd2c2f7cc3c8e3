package io.humanlayer.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.Envelope;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class PublicationTest extends Running {

  @Test
  void what_a_crash_left_unpublished_is_published_as_the_same_event() {
    String id = ask(transfer("5")).id();
    ConsumerRecord<String, byte[]> first = published(id, 1).getFirst();
    Await.until(() -> !waits(id));

    leaveUnpublished(id, first.value());
    ConsumerRecord<String, byte[]> second = published(id, 2).getLast();
    assertThat(second.key()).isEqualTo(first.key());
    assertThat(second.value()).isEqualTo(first.value());
    assertThat(Envelope.from(second.headers())).isEqualTo(Envelope.from(first.headers()));
    Await.until(() -> !waits(id));
  }

  @Test
  void one_that_the_broker_does_not_take_holds_up_no_other() {
    String tooLarge = ask(transfer("5")).id();
    String next = ask(transfer("6")).id();
    byte[] intake = published(next, 1).getFirst().value();
    Await.until(() -> !waits(tooLarge) && !waits(next));

    leaveUnpublished(tooLarge, new byte[2_000_000]);
    leaveUnpublished(next, intake);
    published(next, 2);
    Await.until(() -> !waits(next));
    assertThat(waits(tooLarge)).isTrue();
    jdbi.useHandle(h -> h.execute("update request set intake = null where id = ?", uuid(tooLarge)));
  }

  private List<ConsumerRecord<String, byte[]>> published(String id, int count) {
    return kafka.await(
        "hl.intake.v1", count, m -> id.equals(Envelope.text(m.headers(), "ce_subject")));
  }

  /// As a crash between the commit and the publication leaves it.
  private void leaveUnpublished(String id, byte[] intake) {
    jdbi.useHandle(h -> h.execute("update request set intake = ? where id = ?", intake, uuid(id)));
  }

  private boolean waits(String id) {
    return jdbi.withHandle(
        h ->
            h.createQuery("select intake is not null from request where id = :id")
                .bind("id", uuid(id))
                .mapTo(Boolean.class)
                .one());
  }

  private static UUID uuid(String id) {
    return UUID.fromString(id);
  }
}
