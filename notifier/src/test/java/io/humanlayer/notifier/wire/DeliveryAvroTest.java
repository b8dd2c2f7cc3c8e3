package io.humanlayer.notifier.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.humanlayer.eventing.Malformed;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.notifier.Decisions;
import io.humanlayer.notifier.core.delivery.DeliveryEvent;
import io.humanlayer.notifier.core.delivery.DeliveryRef;
import io.humanlayer.notifier.core.delivery.Failure;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryAvroTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final DeliveryRef DELIVERY =
      new DeliveryRef(new UUID(7, 1), new RequestId(new UUID(7, 0)), new OrganisationId("acme"));

  private final DeliveryAvro codec = new DeliveryAvro();

  static Stream<DeliveryEvent> everyEvent() {
    return Stream.of(
        new DeliveryEvent.Scheduled(DELIVERY, "https://agent.example/", NOON),
        new DeliveryEvent.Delivered(DELIVERY, 2, 204, NOON),
        new DeliveryEvent.Failed(
            DELIVERY, 1, new Failure(null, "no such host"), NOON.plusSeconds(5), NOON),
        new DeliveryEvent.Abandoned(DELIVERY, 10, new Failure(410, "gone"), NOON));
  }

  @ParameterizedTest
  @MethodSource("everyEvent")
  void what_is_written_is_read_back(DeliveryEvent event) {
    var written = codec.write(event);
    assertThat(written.topic()).isEqualTo("hl.deliveries.v1");
    assertThat(written.key()).isEqualTo(DELIVERY.request().toString());
    assertThat(codec.read(written.body())).isEqualTo(event);
  }

  @Test
  void an_event_of_another_kind_is_malformed() {
    var body = Decisions.approved("01994f5e-0000-7000-8000-000000000001", null);
    assertThatThrownBy(() -> codec.read(body)).isInstanceOf(Malformed.class);
  }
}
