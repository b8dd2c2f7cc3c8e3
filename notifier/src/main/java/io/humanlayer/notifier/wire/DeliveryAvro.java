package io.humanlayer.notifier.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.EventCodec;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.notifier.core.delivery.DeliveryEvent;
import io.humanlayer.notifier.core.delivery.DeliveryRef;
import io.humanlayer.notifier.core.delivery.Failure;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The events of a delivery on `hl.deliveries.v1`.
public final class DeliveryAvro implements EventCodec<DeliveryEvent> {

  private static final String TOPIC = "hl.deliveries.v1";
  private static final String NAMESPACE = "io.humanlayer.deliveries.";

  @Override
  public OutgoingEvent write(DeliveryEvent event) {
    return switch (event) {
      case DeliveryEvent.Scheduled(DeliveryRef delivery, String origin, Instant at) ->
          written("DeliveryScheduled", event, Map.of("url", origin, "nextAt", at));
      case DeliveryEvent.Delivered(DeliveryRef _, int attempt, int status, Instant _) ->
          written("Delivered", event, Map.of("attempt", attempt, "status", status));
      case DeliveryEvent.Failed(
              DeliveryRef _,
              int attempt,
              Failure failure,
              Instant nextAt,
              Instant _) -> {
        Map<String, @Nullable Object> values = values(attempt, failure);
        values.put("nextAt", nextAt);
        yield written("DeliveryFailed", event, values);
      }
      case DeliveryEvent.Abandoned(DeliveryRef _, int attempt, Failure failure, Instant _) ->
          written("DeliveryAbandoned", event, values(attempt, failure));
    };
  }

  private static Map<String, @Nullable Object> values(int attempt, Failure failure) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("attempt", attempt);
    values.put("status", failure.status());
    values.put("reason", failure.reason());
    return values;
  }

  private static OutgoingEvent written(
      String name, DeliveryEvent event, Map<String, ? extends @Nullable Object> own) {
    var values = new HashMap<String, @Nullable Object>(own);
    values.put("requestId", event.delivery().request());
    values.put("org", event.delivery().org());
    values.put("delivery", event.delivery().id());
    values.put("channel", "callback");
    values.put("at", event.at());
    return new OutgoingEvent(
        TOPIC,
        event.delivery().request().toString(),
        event.at(),
        EventBody.of(NAMESPACE + name, values));
  }

  @Override
  public DeliveryEvent read(EventBody body) {
    DeliveryRef delivery =
        new DeliveryRef(
            body.uuid("delivery"),
            RequestId.parse(body.text("requestId")),
            new OrganisationId(body.text("org")));
    Instant at = body.instant("at");
    return switch (body.event().substring(NAMESPACE.length())) {
      case "DeliveryScheduled" -> new DeliveryEvent.Scheduled(delivery, body.text("url"), at);
      case "Delivered" ->
          new DeliveryEvent.Delivered(
              delivery, body.integer("attempt"), body.integer("status"), at);
      case "DeliveryFailed" ->
          new DeliveryEvent.Failed(
              delivery, body.integer("attempt"), failure(body), body.instant("nextAt"), at);
      case "DeliveryAbandoned" ->
          new DeliveryEvent.Abandoned(delivery, body.integer("attempt"), failure(body), at);
      default -> throw new Malformed("not an event of a delivery: " + body.event());
    };
  }

  private static Failure failure(EventBody body) {
    return new Failure(body.optionalInteger("status"), body.text("reason"));
  }
}
