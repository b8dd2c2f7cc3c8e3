package io.humanlayer.routing.core.sentinels;

import static io.humanlayer.kernel.Outcome.accepted;
import static io.humanlayer.kernel.Outcome.refused;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.sentinels.Registration.Known;
import io.humanlayer.routing.core.sentinels.Registration.Suspended;
import io.humanlayer.routing.core.sentinels.SentinelCommand.AcceptDelegation;
import io.humanlayer.routing.core.sentinels.SentinelCommand.AddPasskey;
import io.humanlayer.routing.core.sentinels.SentinelCommand.DeclareConflict;
import io.humanlayer.routing.core.sentinels.SentinelCommand.Enrol;
import io.humanlayer.routing.core.sentinels.SentinelCommand.Grant;
import io.humanlayer.routing.core.sentinels.SentinelCommand.NoteAnswer;
import io.humanlayer.routing.core.sentinels.SentinelCommand.NoteLapse;
import io.humanlayer.routing.core.sentinels.SentinelCommand.OfferDelegation;
import io.humanlayer.routing.core.sentinels.SentinelCommand.ProveIdentity;
import io.humanlayer.routing.core.sentinels.SentinelCommand.Reinstate;
import io.humanlayer.routing.core.sentinels.SentinelCommand.RemovePasskey;
import io.humanlayer.routing.core.sentinels.SentinelCommand.RevokeDelegation;
import io.humanlayer.routing.core.sentinels.SentinelCommand.SetPresence;
import io.humanlayer.routing.core.sentinels.SentinelCommand.Suspend;
import io.humanlayer.routing.core.sentinels.SentinelCommand.Withdraw;
import io.humanlayer.routing.core.sentinels.SentinelCommand.WithdrawConflict;
import io.humanlayer.routing.core.sentinels.SentinelEvent.ConflictDeclared;
import io.humanlayer.routing.core.sentinels.SentinelEvent.ConflictWithdrawn;
import io.humanlayer.routing.core.sentinels.SentinelEvent.DelegationAccepted;
import io.humanlayer.routing.core.sentinels.SentinelEvent.DelegationOffered;
import io.humanlayer.routing.core.sentinels.SentinelEvent.DelegationRevoked;
import io.humanlayer.routing.core.sentinels.SentinelEvent.IdentityProofed;
import io.humanlayer.routing.core.sentinels.SentinelEvent.OfferLapsed;
import io.humanlayer.routing.core.sentinels.SentinelEvent.ParticularsSet;
import io.humanlayer.routing.core.sentinels.SentinelEvent.PresenceSet;
import io.humanlayer.routing.core.sentinels.SentinelEvent.QualificationGranted;
import io.humanlayer.routing.core.sentinels.SentinelEvent.QualificationWithdrawn;
import io.humanlayer.routing.core.sentinels.SentinelEvent.SentinelReinstated;
import io.humanlayer.routing.core.sentinels.SentinelEvent.SentinelSuspended;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rules for a Sentinel whom the register knows. What is so already is no news.
record RegistrationRules(SentinelId id, Known known) {

  /// So many conflicts, and so many delegations, are a mistake in the caller's data.
  static final int MAX_CONFLICTS = 256;

  static final int MAX_DELEGATIONS = 256;

  /// After so many unanswered offers in a row a Sentinel counts as away.
  static final int MAX_LAPSES = 2;

  /// The reason of a withdrawal by a new list of qualifications.
  static final String REPLACED = "replaced";

  static Outcome<SentinelEvent> first(Enrol enrol) {
    List<SentinelEvent> events = new ArrayList<>();
    events.add(new ParticularsSet(enrol.particulars(), enrol.at()));
    events.add(new IdentityProofed(enrol.vouched(), enrol.at()));
    enrol.qualifications().forEach(it -> events.add(new QualificationGranted(it, enrol.at())));
    return accepted(events);
  }

  Outcome<SentinelEvent> decide(SentinelCommand command) {
    return switch (command) {
      case Enrol enrol -> enrol(enrol);
      case ProveIdentity(var proofing, var at) ->
          proofing.equals(held().proofing())
              ? nothing()
              : accepted(new IdentityProofed(proofing, at));
      case Grant grant -> grant(grant);
      case Withdraw withdraw -> withdraw(withdraw);
      case Suspend(var reason, var at) ->
          known instanceof Suspended
              ? refused(SentinelRefusal.ALREADY_SUSPENDED)
              : accepted(new SentinelSuspended(reason, at));
      case Reinstate(var reason, var at) ->
          known instanceof Suspended
              ? accepted(new SentinelReinstated(reason, at))
              : refused(SentinelRefusal.NOT_SUSPENDED);
      case DeclareConflict declare -> declare(declare);
      case WithdrawConflict(var conflict, var at) ->
          held().conflict(conflict).isPresent()
              ? accepted(new ConflictWithdrawn(conflict, at))
              : refused(SentinelRefusal.NO_SUCH_CONFLICT);
      case OfferDelegation offer -> offer(offer);
      case AcceptDelegation accept -> accept(accept);
      case RevokeDelegation revoke -> revoke(revoke);
      case AddPasskey add -> new PasskeyRules(known).add(add);
      case RemovePasskey remove -> new PasskeyRules(known).remove(remove);
      case SetPresence(var presence, var at) ->
          presence.equals(held().presence()) && held().lapses() == 0
              ? nothing()
              : accepted(new PresenceSet(presence, at));
      case NoteLapse(var at) -> lapse(at);
      case NoteAnswer(var at) -> answer(at);
    };
  }

  private Accreditation held() {
    return known.accreditation();
  }

  private static Outcome<SentinelEvent> nothing() {
    return accepted(List.of());
  }

  private Outcome<SentinelEvent> enrol(Enrol enrol) {
    List<SentinelEvent> events = new ArrayList<>();
    if (!enrol.particulars().equals(held().particulars())) {
      events.add(new ParticularsSet(enrol.particulars(), enrol.at()));
    }
    held().qualifications().stream()
        .filter(old -> enrol.qualifications().stream().noneMatch(old::sameAs))
        .forEach(old -> events.add(withdrawn(old, REPLACED, enrol.at())));
    enrol.qualifications().stream()
        .filter(granted -> !held().qualifications().contains(granted))
        .forEach(granted -> events.add(new QualificationGranted(granted, enrol.at())));
    return accepted(events);
  }

  private Outcome<SentinelEvent> grant(Grant grant) {
    if (held().qualifications().contains(grant.qualification())) {
      return nothing();
    }
    return held().qualifications().size() >= Sentinel.MAX_QUALIFICATIONS
        ? refused(SentinelRefusal.TOO_MANY)
        : accepted(new QualificationGranted(grant.qualification(), grant.at()));
  }

  private Outcome<SentinelEvent> withdraw(Withdraw withdraw) {
    List<SentinelEvent> events =
        held().qualifications().stream()
            .filter(it -> it.name().equals(withdraw.qualification()))
            .map(it -> withdrawn(it, withdraw.reason(), withdraw.at()))
            .toList();
    return events.isEmpty() ? refused(SentinelRefusal.NO_SUCH_QUALIFICATION) : accepted(events);
  }

  private static SentinelEvent withdrawn(Qualification held, String reason, Instant at) {
    return new QualificationWithdrawn(held.name(), held.level(), held.validFrom(), reason, at);
  }

  private Outcome<SentinelEvent> declare(DeclareConflict declare) {
    Optional<Conflict> known = held().conflict(declare.conflict().id());
    if (known.isPresent()) {
      return known.get().equals(declare.conflict())
          ? nothing()
          : refused(SentinelRefusal.CONFLICT_ID_TAKEN);
    }
    return held().conflicts().size() >= MAX_CONFLICTS
        ? refused(SentinelRefusal.TOO_MANY)
        : accepted(new ConflictDeclared(declare.conflict(), declare.at()));
  }

  private Outcome<SentinelEvent> offer(OfferDelegation offer) {
    Delegation delegation = offer.delegation();
    Mandate before = held().mandates().get(delegation.id());
    if (before != null) {
      return before.delegation().equals(delegation) && before instanceof Mandate.Offered
          ? nothing()
          : refused(SentinelRefusal.DELEGATION_ID_TAKEN);
    }
    if (delegation.to().equals(id)) {
      return refused(SentinelRefusal.NOT_TO_ONESELF);
    }
    if (!offer.at().isBefore(delegation.until())) {
      return refused(SentinelRefusal.DELEGATION_OVER);
    }
    if (known instanceof Suspended || !held().holds(delegation.qualification(), offer.at())) {
      return refused(SentinelRefusal.NOT_YOURS_TO_DELEGATE);
    }
    if (!qualified(offer.delegate(), delegation, offer.at())) {
      return refused(SentinelRefusal.DELEGATE_NOT_QUALIFIED);
    }
    return held().mandates().size() >= MAX_DELEGATIONS
        ? refused(SentinelRefusal.TOO_MANY)
        : accepted(new DelegationOffered(delegation, offer.at()));
  }

  private Outcome<SentinelEvent> accept(AcceptDelegation accept) {
    return switch (held().mandates().get(accept.id())) {
      case null -> refused(SentinelRefusal.NO_SUCH_DELEGATION);
      case Mandate mandate when !mandate.delegation().to().equals(accept.by()) ->
          refused(SentinelRefusal.NOT_YOUR_DELEGATION);
      case Mandate.Accepted _ -> nothing();
      case Mandate.Revoked _ -> refused(SentinelRefusal.DELEGATION_OVER);
      case Mandate.Offered(var delegation) when !accept.at().isBefore(delegation.until()) ->
          refused(SentinelRefusal.DELEGATION_OVER);
      case Mandate.Offered(var delegation) ->
          qualified(accept.delegate(), delegation, accept.at())
              ? accepted(new DelegationAccepted(accept.id(), accept.by(), accept.at()))
              : refused(SentinelRefusal.DELEGATE_NOT_QUALIFIED);
    };
  }

  private static boolean qualified(Registration delegate, Delegation delegation, Instant at) {
    return switch (delegate) {
      case Registration.Accredited(var accreditation) ->
          accreditation.particulars().active() && accreditation.holds(delegation.heldAs(), at);
      case Registration.Unknown _, Suspended _ -> false;
    };
  }

  private Outcome<SentinelEvent> revoke(RevokeDelegation revoke) {
    return switch (held().mandates().get(revoke.id())) {
      case null -> refused(SentinelRefusal.NO_SUCH_DELEGATION);
      case Mandate mandate
          when revoke.by() != null
              && !revoke.by().equals(id)
              && !revoke.by().equals(mandate.delegation().to()) ->
          refused(SentinelRefusal.NOT_YOUR_DELEGATION);
      case Mandate.Revoked _ -> nothing();
      case Mandate.Offered _, Mandate.Accepted _ ->
          accepted(new DelegationRevoked(revoke.id(), revoke.by(), revoke.at()));
    };
  }

  /// Whoever answers is there.
  private Outcome<SentinelEvent> answer(Instant at) {
    if (held().presence().silent()) {
      return accepted(new PresenceSet(new Presence.Available(), at));
    }
    return held().lapses() == 0 ? nothing() : accepted(new OfferLapsed(0, at));
  }

  private Outcome<SentinelEvent> lapse(Instant at) {
    int inARow = held().lapses() + 1;
    return inARow < MAX_LAPSES || !held().presence().availableAt(at)
        ? accepted(new OfferLapsed(inARow, at))
        : accepted(
            List.of(
                new OfferLapsed(inARow, at),
                new PresenceSet(new Presence.Away(Presence.Cause.LET_OFFERS_LAPSE, null), at)));
  }
}
