package io.humanlayer.routing.core.sentinels;

import static io.humanlayer.kernel.Outcome.refused;

import io.humanlayer.kernel.Decider;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.sentinels.Registration.Accredited;
import io.humanlayer.routing.core.sentinels.Registration.Known;
import io.humanlayer.routing.core.sentinels.Registration.Suspended;
import io.humanlayer.routing.core.sentinels.Registration.Unknown;
import io.humanlayer.routing.core.sentinels.SentinelCommand.Enrol;
import io.humanlayer.routing.core.sentinels.SentinelEvent.ConflictDeclared;
import io.humanlayer.routing.core.sentinels.SentinelEvent.ConflictWithdrawn;
import io.humanlayer.routing.core.sentinels.SentinelEvent.DelegationAccepted;
import io.humanlayer.routing.core.sentinels.SentinelEvent.DelegationOffered;
import io.humanlayer.routing.core.sentinels.SentinelEvent.DelegationRevoked;
import io.humanlayer.routing.core.sentinels.SentinelEvent.IdentityProofed;
import io.humanlayer.routing.core.sentinels.SentinelEvent.OfferLapsed;
import io.humanlayer.routing.core.sentinels.SentinelEvent.ParticularsSet;
import io.humanlayer.routing.core.sentinels.SentinelEvent.PasskeyRegistered;
import io.humanlayer.routing.core.sentinels.SentinelEvent.PasskeyRemoved;
import io.humanlayer.routing.core.sentinels.SentinelEvent.PresenceSet;
import io.humanlayer.routing.core.sentinels.SentinelEvent.QualificationGranted;
import io.humanlayer.routing.core.sentinels.SentinelEvent.QualificationWithdrawn;
import io.humanlayer.routing.core.sentinels.SentinelEvent.SentinelReinstated;
import io.humanlayer.routing.core.sentinels.SentinelEvent.SentinelSuspended;

/// The rules of the register for the Sentinel with this id: every command in every state has its
/// answer here or in `RegistrationRules`.
public record SentinelDecider(SentinelId id)
    implements Decider<SentinelCommand, Registration, SentinelEvent> {

  @Override
  public Registration initial() {
    return new Unknown();
  }

  @Override
  public Outcome<SentinelEvent> decide(Registration state, SentinelCommand command) {
    return switch (state) {
      case Unknown _ ->
          command instanceof Enrol enrol
              ? RegistrationRules.first(enrol)
              : refused(SentinelRefusal.NO_SUCH_SENTINEL);
      case Known known -> new RegistrationRules(id, known).decide(command);
    };
  }

  @Override
  public Registration evolve(Registration state, SentinelEvent event) {
    return switch (state) {
      case Unknown unknown ->
          event instanceof ParticularsSet(Particulars particulars, _)
              ? new Accredited(Accreditation.of(particulars))
              : unknown;
      case Known known -> evolve(known, event);
    };
  }

  private static Registration evolve(Known known, SentinelEvent event) {
    Accreditation held = known.accreditation();
    return switch (event) {
      case ParticularsSet(var particulars, _) -> known.with(held.with(particulars));
      case IdentityProofed(var proofing, _) -> known.with(held.with(proofing));
      case QualificationGranted(var qualification, _) -> known.with(held.with(qualification));
      case QualificationWithdrawn(var name, var level, var from, _, _) ->
          known.with(held.without(name, level, from));
      case SentinelSuspended(var reason, _) -> new Suspended(held, reason);
      case SentinelReinstated _ -> new Accredited(held);
      case ConflictDeclared(var conflict, _) -> known.with(held.with(conflict));
      case ConflictWithdrawn(var conflict, _) -> known.with(held.withoutConflict(conflict));
      case DelegationOffered(var delegation, _) ->
          known.with(held.with(new Mandate.Offered(delegation)));
      case DelegationAccepted(var delegation, _, _) ->
          known.with(moved(held, delegation, Mandate.Accepted::new));
      case DelegationRevoked(var delegation, _, _) ->
          known.with(moved(held, delegation, Mandate.Revoked::new));
      case PasskeyRegistered(var passkey, _) -> known.with(held.with(passkey));
      case PasskeyRemoved(var credential, _) -> known.with(held.withoutPasskey(credential));
      case PresenceSet(var presence, _) -> known.with(held.with(presence, 0));
      case OfferLapsed(var inARow, _) -> known.with(held.with(held.presence(), inARow));
    };
  }

  private static Accreditation moved(
      Accreditation held, String id, java.util.function.Function<Delegation, Mandate> to) {
    Mandate mandate = held.mandates().get(id);
    return mandate == null ? held : held.with(to.apply(mandate.delegation()));
  }
}
