package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.EventCodec;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.cases.CaseEvent.Closed;
import io.humanlayer.routing.core.cases.CaseEvent.Decided;
import io.humanlayer.routing.core.cases.CaseEvent.DossierViewed;
import io.humanlayer.routing.core.cases.CaseEvent.OfferMade;
import io.humanlayer.routing.core.cases.CaseEvent.Opened;
import io.humanlayer.routing.core.cases.CaseEvent.Unroutable;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import io.humanlayer.routing.core.cases.DecisionOutcome;
import io.humanlayer.routing.core.cases.Matter;
import io.humanlayer.routing.core.cases.Offer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The events of one case as the topics have them. The Decision, and what becomes of it, goes to a
/// topic of its own.
///
/// @param organisation whose case it is
public record CaseAvro(RequestId id, OrganisationId organisation) implements EventCodec<CaseEvent> {

  public static final String CASES = "hl.cases.v1";
  public static final String DECISIONS = "hl.decisions.v1";

  private static final String OPENED = "io.humanlayer.cases.Opened";
  private static final String OFFER_MADE = "io.humanlayer.cases.OfferMade";
  private static final String UNROUTABLE = "io.humanlayer.cases.Unroutable";
  private static final String DOSSIER_VIEWED = "io.humanlayer.cases.DossierViewed";
  private static final String VERDICT_GIVEN = "io.humanlayer.cases.VerdictGiven";
  private static final String CLOSED = "io.humanlayer.cases.Closed";
  private static final String DECIDED = "io.humanlayer.decisions.Decided";

  @Override
  public OutgoingEvent write(CaseEvent event) {
    return switch (event) {
      case Opened(Matter matter) -> out(matter.openedAt(), OpenedAvro.write(OPENED, matter));
      case OfferMade(Offer offer) -> out(OFFER_MADE, offer.at(), SeatAvro.offer(offer));
      case Unroutable(String panel, Instant at, @Nullable Instant retryAt) -> {
        var values = new HashMap<String, @Nullable Object>();
        values.put("panel", panel);
        values.put("at", at);
        values.put("retryAt", retryAt);
        yield out(UNROUTABLE, at, values);
      }
      case DossierViewed(var sentinel, String digest, Instant at) ->
          out(DOSSIER_VIEWED, at, Map.of("sentinel", sentinel, "viewDigest", digest, "at", at));
      case VerdictGiven given -> out(VERDICT_GIVEN, given.verdict().at(), VerdictAvro.write(given));
      case Decided decided ->
          new OutgoingEvent(
              DECISIONS, id.toString(), decided.decidedAt(), DecidedAvro.write(DECIDED, decided));
      case Closed(DecisionOutcome outcome, Instant at) ->
          out(CLOSED, at, Map.of("outcome", outcome, "at", at));
      case CaseEvent.Seat seat -> out(SeatAvro.event(seat), seat.at(), SeatAvro.write(seat));
      case CaseEvent.Step step -> out(StepAvro.event(step), step.at(), StepAvro.write(step));
      case CaseEvent.Use use -> {
        OutgoingEvent written = out(UseAvro.event(use), use.at(), UseAvro.write(use));
        yield new OutgoingEvent(DECISIONS, written.key(), written.at(), written.body());
      }
    };
  }

  @Override
  public CaseEvent read(EventBody body) {
    return switch (body.event()) {
      case OPENED -> new Opened(OpenedAvro.read(body));
      case OFFER_MADE -> new OfferMade(SeatAvro.offer(body));
      case UNROUTABLE ->
          new Unroutable(body.text("panel"), body.instant("at"), body.optionalInstant("retryAt"));
      case DOSSIER_VIEWED ->
          new DossierViewed(CommonAvro.sentinel(body), body.text("viewDigest"), body.instant("at"));
      case VERDICT_GIVEN -> VerdictAvro.readGiven(body);
      case DECIDED -> DecidedAvro.read(body);
      case CLOSED -> new Closed(body.symbol("outcome", DecisionOutcome.class), body.instant("at"));
      default ->
          SeatAvro.read(body)
              .or(() -> StepAvro.read(body))
              .or(() -> UseAvro.read(body))
              .orElseThrow(() -> new Malformed(body.event() + " is no event of a case"));
    };
  }

  private OutgoingEvent out(
      String event, Instant at, Map<String, ? extends @Nullable Object> special) {
    var values = new HashMap<String, @Nullable Object>(special);
    values.put("requestId", id);
    values.put("org", organisation);
    return out(at, EventBody.of(event, values));
  }

  private OutgoingEvent out(Instant at, EventBody body) {
    return new OutgoingEvent(CASES, id.toString(), at, body);
  }
}
