package io.humanlayer.routing.core.sentinels;

import io.humanlayer.routing.core.sentinels.Fitness.Fit;
import io.humanlayer.routing.core.sentinels.Fitness.Unfit;
import io.humanlayer.routing.core.sentinels.Seat.Moment;
import io.humanlayer.routing.core.sentinels.Standing.Duty;
import io.humanlayer.routing.core.sentinels.Standing.HeldMandate;
import io.humanlayer.routing.core.sentinels.Standing.Interest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The one answer to "may this person take this seat now, and by what?". It is asked when a seat is
/// offered, claimed and voted from, each time of the register as it is then.
public final class Eligibility {

  private static final String PERSON = "person:";
  private static final String PAYEE = "payee:";

  private final Seat seat;
  private final Instant at;
  private final Moment moment;

  public Eligibility(Seat seat, Instant at, Moment moment) {
    this.seat = seat;
    this.at = at;
    this.moment = moment;
  }

  public Fitness of(Sentinel sentinel) {
    Optional<Unfitness> barred = barred(sentinel);
    if (barred.isPresent()) {
      return new Unfit(barred.get());
    }
    Fitness own = authority(sentinel);
    Fitness best =
        own instanceof Fit ? own : byMandate(sentinel).<Fitness>map(Fit::new).orElse(own);
    return switch (best) {
      case Unfit unfit -> unfit;
      case Fit fit -> unavailable(sentinel).<Fitness>map(Unfit::new).orElse(fit);
    };
  }

  /// What no qualification makes good.
  private Optional<Unfitness> barred(Sentinel sentinel) {
    Standing standing = sentinel.standing();
    @Nullable Duty duty = standing.duties().get(seat.panel());
    if (!sentinel.organisation().equals(seat.organisation())) {
      return Optional.of(Unfitness.OTHER_ORGANISATION);
    }
    if (standing.suspended() != null) {
      return Optional.of(Unfitness.SUSPENDED);
    }
    int proofed = standing.proofing() == null ? 0 : standing.proofing().level();
    if (proofed < Math.max(1, duty == null ? 1 : duty.identityLevel())) {
      return Optional.of(Unfitness.IDENTITY_UNVERIFIED);
    }
    if (duty != null && !duty.member()) {
      return Optional.of(Unfitness.NOT_A_MEMBER);
    }
    return party(sentinel);
  }

  /// Whether they have a part in the case.
  private Optional<Unfitness> party(Sentinel sentinel) {
    String id = sentinel.id().value();
    if (id.equals(seat.agentOwner()) || sentinel.ownerOf().contains(seat.agent())) {
      return Optional.of(Unfitness.OWNS_THE_AGENT);
    }
    if (seat.exclude().contains(id)
        || seat.exclude().contains(PERSON + id)
        || isPayee(id)
        || isPayee(sentinel.displayName())) {
      return Optional.of(Unfitness.EXCLUDED);
    }
    if (sentinel.standing().interests().stream().anyMatch(this::concerns)) {
      return Optional.of(Unfitness.CONFLICT_OF_INTEREST);
    }
    return sharesAHouse(sentinel) ? Optional.of(Unfitness.SAME_HOUSE) : Optional.empty();
  }

  private boolean concerns(Interest interest) {
    return switch (interest.kind()) {
      case COUNTERPARTY -> isPayee(interest.value());
      case PERSON ->
          interest.value().equals(seat.agentOwner())
              || seat.exclude().contains(PERSON + interest.value());
      case AGENT -> interest.value().equals(seat.agent().value());
    };
  }

  private boolean sharesAHouse(Sentinel sentinel) {
    Affiliation affiliation = sentinel.standing().affiliation();
    return sentinel.source() == Source.EXTERNAL
        && (isPayee(affiliation.company())
            || isPayee(affiliation.provider())
            || seat.parties().stream().anyMatch(affiliation::sharedWith));
  }

  private boolean isPayee(@Nullable String value) {
    return value != null
        && seat.exclude().stream()
            .filter(it -> it.startsWith(PAYEE))
            .anyMatch(it -> plain(it.substring(PAYEE.length())).equals(plain(value)));
  }

  /// Names are the same whatever their case and blanks.
  private static String plain(String name) {
    return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  /// By what they hold in their own right.
  private Fitness authority(Sentinel sentinel) {
    Optional<Unfitness> foreign = foreign(sentinel);
    if (foreign.isPresent()) {
      return new Unfit(foreign.get());
    }
    Profile profile = seat.profile();
    Unfitness nearest = Unfitness.NOT_QUALIFIED;
    @Nullable Qualification best = null;
    for (Qualification held : sentinel.qualifications()) {
      if (!held.name().equals(profile.qualification()) || held.level() < profile.level()) {
        continue;
      }
      Optional<Unfitness> flaw = flaw(held);
      if (flaw.isPresent()) {
        nearest = flaw.get();
      } else if (best == null || held.level() > best.level()) {
        best = held;
      }
    }
    return best == null ? new Unfit(nearest) : new Fit(new Authority(best, null));
  }

  private Optional<Unfitness> foreign(Sentinel sentinel) {
    Profile profile = seat.profile();
    if (!profile.sources().contains(sentinel.source())) {
      return Optional.of(Unfitness.SOURCE_NOT_ADMITTED);
    }
    if (!Profile.meets(profile.languages(), sentinel.languages())) {
      return Optional.of(Unfitness.LANGUAGE);
    }
    return Profile.meets(profile.jurisdictions(), sentinel.jurisdictions())
        ? Optional.empty()
        : Optional.of(Unfitness.JURISDICTION);
  }

  private Optional<Unfitness> flaw(Qualification held) {
    if (!lasting(held)) {
      return Optional.of(Unfitness.NOT_VALID);
    }
    if (!held.scope().covers(seat.operation())) {
      return Optional.of(Unfitness.OUT_OF_SCOPE);
    }
    if (!held.covers(seat.profile().amount())) {
      return Optional.of(Unfitness.AMOUNT);
    }
    return seat.profile().reachedBy(held.scope())
        ? Optional.empty()
        : Optional.of(Unfitness.JURISDICTION);
  }

  /// Valid now; and until the deadline, unless the verdict is being given.
  private boolean lasting(Qualification held) {
    Instant deadline = seat.deadline();
    return held.validAt(at)
        && (moment == Moment.VERDICT
            || deadline == null
            || held.validTo() == null
            || !held.validTo().isBefore(deadline));
  }

  /// By what somebody else has delegated to them, within what the panel allows. Delegate and
  /// delegator count as one person: what bars the one bars the other.
  private Optional<Authority> byMandate(Sentinel sentinel) {
    DelegationRule rule = seat.profile().delegation();
    if (rule == null || foreign(sentinel).isPresent()) {
      return Optional.empty();
    }
    return sentinel.standing().mandates().stream()
        .filter(mandate -> reaches(mandate, rule))
        .filter(mandate -> barred(mandate.principal()).isEmpty())
        .filter(mandate -> authority(mandate.principal()) instanceof Fit)
        .min(Comparator.comparing(mandate -> mandate.delegation().id()))
        .flatMap(mandate -> named(sentinel, rule).map(held -> new Authority(held, mandate)));
  }

  private boolean reaches(HeldMandate mandate, DelegationRule rule) {
    Delegation delegation = mandate.delegation();
    var amount = seat.profile().amount();
    return delegation.qualification().equals(seat.profile().qualification())
        && delegation.heldAs().equals(rule.to())
        && delegation.holdsAt(at)
        && amount != null
        && rule.upTo().compareTo(amount) >= 0
        && delegation.reaches(amount);
  }

  private Optional<Qualification> named(Sentinel sentinel, DelegationRule rule) {
    List<Qualification> held = sentinel.qualifications();
    return held.stream()
        .filter(it -> it.name().equals(rule.to()) && lasting(it))
        .filter(it -> it.scope().covers(seat.operation()) && it.covers(seat.profile().amount()))
        .max(Comparator.comparingInt(Qualification::level));
  }

  private Optional<Unfitness> unavailable(Sentinel sentinel) {
    Standing standing = sentinel.standing();
    @Nullable Duty duty = standing.duties().get(seat.panel());
    return switch (moment) {
      case VERDICT, CLAIM -> Optional.empty();
      case OFFER -> {
        if (!standing.presence().availableAt(at) && !standing.presence().silent()) {
          yield Optional.of(Unfitness.AWAY);
        }
        if (duty != null && !duty.onDuty()) {
          yield Optional.of(Unfitness.OFF_DUTY);
        }
        yield standing.load() >= standing.capacity()
            ? Optional.of(Unfitness.NO_CAPACITY)
            : Optional.empty();
      }
    };
  }
}
