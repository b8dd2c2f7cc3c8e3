package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.cases.CaseEvent.Claimed;
import io.humanlayer.routing.core.cases.CaseEvent.Declined;
import io.humanlayer.routing.core.cases.CaseEvent.HoldLapsed;
import io.humanlayer.routing.core.cases.CaseEvent.OfferLapsed;
import io.humanlayer.routing.core.cases.CaseEvent.OfferWithdrawn;
import io.humanlayer.routing.core.cases.CaseEvent.Recused;
import io.humanlayer.routing.core.cases.CaseEvent.Released;
import io.humanlayer.routing.core.cases.CaseEvent.Seat;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictUndone;
import io.humanlayer.routing.core.cases.Offer;
import io.humanlayer.routing.core.cases.Reason;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is offered, takes and leaves a seat.
final class SeatAvro {

  private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  private SeatAvro() {}

  static Map<String, @Nullable Object> offer(Offer offer) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("number", offer.number());
    values.put("sentinel", offer.sentinel());
    values.put("panel", offer.panel());
    values.put("at", offer.at());
    values.put("until", offer.until());
    values.putAll(VerdictAvro.behalf(offer.behalf()));
    return values;
  }

  /// An offer of old has no end; then it ends with the case.
  static Offer offer(EventBody body) {
    @Nullable Instant until = body.optionalInstant("until");
    return new Offer(
        body.integer("number"),
        CommonAvro.sentinel(body),
        body.text("panel"),
        body.instant("at"),
        until == null ? NEVER : until,
        VerdictAvro.behalf(body));
  }

  static String event(Seat seat) {
    return "io.humanlayer.cases." + seat.getClass().getSimpleName();
  }

  static Map<String, @Nullable Object> write(Seat seat) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("sentinel", seat.sentinel());
    values.put("at", seat.at());
    switch (seat) {
      case OfferWithdrawn(int number, _, String panel, _) -> put(values, number, panel);
      case OfferLapsed(int number, _, String panel, _) -> put(values, number, panel);
      case Claimed claimed -> {
        values.put("panels", claimed.panels());
        values.put("until", claimed.until());
      }
      case Declined declined -> CommonAvro.put(values, declined.reason());
      case Recused recused -> CommonAvro.put(values, recused.reason());
      case Released _, HoldLapsed _, VerdictUndone _ -> {}
    }
    return values;
  }

  static Optional<CaseEvent> read(EventBody body) {
    String name = body.event().substring(body.event().lastIndexOf('.') + 1);
    return switch (name) {
      case "OfferWithdrawn" ->
          Optional.of(
              new OfferWithdrawn(body.integer("number"), who(body), body.text("panel"), at(body)));
      case "OfferLapsed" ->
          Optional.of(
              new OfferLapsed(body.integer("number"), who(body), body.text("panel"), at(body)));
      case "Claimed" ->
          Optional.of(
              new Claimed(who(body), body.texts("panels"), at(body), body.instant("until")));
      case "Declined" -> Optional.of(new Declined(who(body), why(body), at(body)));
      case "Recused" -> Optional.of(new Recused(who(body), why(body), at(body)));
      case "Released" -> Optional.of(new Released(who(body), at(body)));
      case "HoldLapsed" -> Optional.of(new HoldLapsed(who(body), at(body)));
      case "VerdictUndone" -> Optional.of(new VerdictUndone(who(body), at(body)));
      default -> Optional.empty();
    };
  }

  private static void put(Map<String, @Nullable Object> values, int number, String panel) {
    values.put("number", number);
    values.put("panel", panel);
  }

  private static SentinelId who(EventBody body) {
    return CommonAvro.sentinel(body);
  }

  private static Reason why(EventBody body) {
    return CommonAvro.reason(body);
  }

  private static Instant at(EventBody body) {
    return body.instant("at");
  }
}
