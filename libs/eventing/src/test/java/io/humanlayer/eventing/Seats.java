package io.humanlayer.eventing;

import io.humanlayer.kernel.Decider;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.Refusal;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The smallest decider that refuses something: a Sentinel is offered a seat once.
final class Seats implements Decider<Seats.Offer, Set<String>, Seats.Offered> {

  record Offer(String sentinel) {}

  record Offered(String sentinel) {}

  enum Reason implements Refusal {
    ALREADY_OFFERED;

    @Override
    public String explanation() {
      return "This Sentinel has an offer.";
    }
  }

  /// Offers as the published event `OfferMade`.
  static final EventCodec<Offered> CODEC =
      new EventCodec<>() {
        @Override
        public OutgoingEvent write(Offered event) {
          return offer(event.sentinel());
        }

        @Override
        public Offered read(EventBody body) {
          return new Offered(body.text("sentinel"));
        }
      };

  static OutgoingEvent offer(String sentinel) {
    Instant at = Instant.parse("2026-11-21T20:00:00.112Z");
    return new OutgoingEvent(
        "hl.cases.v1",
        "key-" + sentinel,
        at,
        EventBody.of(
            "io.humanlayer.cases.OfferMade",
            Map.of("requestId", "r", "org", "acme", "panel", "p", "sentinel", sentinel, "at", at)));
  }

  @Override
  public Set<String> initial() {
    return Set.of();
  }

  @Override
  public Outcome<Offered> decide(Set<String> state, Offer command) {
    return state.contains(command.sentinel())
        ? Outcome.refused(Reason.ALREADY_OFFERED)
        : Outcome.accepted(new Offered(command.sentinel()));
  }

  @Override
  public Set<String> evolve(Set<String> state, Offered event) {
    Set<String> next = new HashSet<>(state);
    next.add(event.sentinel());
    return next;
  }
}
