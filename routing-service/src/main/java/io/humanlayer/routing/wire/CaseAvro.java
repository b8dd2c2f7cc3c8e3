package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.EventCodec;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.kernel.SentinelId;
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

/// The events of one case as the topics have them. The Decision goes to a topic of its own.
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
      case OfferMade(Offer offer) ->
          out(
              OFFER_MADE,
              offer.at(),
              Map.of("sentinel", offer.sentinel(), "panel", offer.panel(), "at", offer.at()));
      case Unroutable(String panel, Instant at) ->
          out(UNROUTABLE, at, Map.of("panel", panel, "at", at));
      case DossierViewed(SentinelId sentinel, String digest, Instant at) ->
          out(DOSSIER_VIEWED, at, Map.of("sentinel", sentinel, "viewDigest", digest, "at", at));
      case VerdictGiven given -> out(VERDICT_GIVEN, given.verdict().at(), VerdictAvro.write(given));
      case Decided decided ->
          new OutgoingEvent(
              DECISIONS, id.toString(), decided.decidedAt(), DecidedAvro.write(DECIDED, decided));
      case Closed(DecisionOutcome outcome, Instant at) ->
          out(CLOSED, at, Map.of("outcome", outcome, "at", at));
    };
  }

  @Override
  public CaseEvent read(EventBody body) {
    return switch (body.event()) {
      case OPENED -> new Opened(OpenedAvro.read(body));
      case OFFER_MADE ->
          new OfferMade(new Offer(sentinel(body), body.text("panel"), body.instant("at")));
      case UNROUTABLE -> new Unroutable(body.text("panel"), body.instant("at"));
      case DOSSIER_VIEWED ->
          new DossierViewed(sentinel(body), body.text("viewDigest"), body.instant("at"));
      case VERDICT_GIVEN -> VerdictAvro.readGiven(body);
      case DECIDED -> DecidedAvro.read(body);
      case CLOSED -> new Closed(body.symbol("outcome", DecisionOutcome.class), body.instant("at"));
      default -> throw new Malformed(body.event() + " is no event of a case");
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

  private static SentinelId sentinel(EventBody body) {
    return new SentinelId(body.text("sentinel"));
  }
}
