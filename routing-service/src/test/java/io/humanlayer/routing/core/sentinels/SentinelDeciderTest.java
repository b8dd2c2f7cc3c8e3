package io.humanlayer.routing.core.sentinels;

import static io.humanlayer.routing.core.sentinels.Register.CARLA;
import static io.humanlayer.routing.core.sentinels.Register.CFO;
import static io.humanlayer.routing.core.sentinels.Register.DARIO;
import static io.humanlayer.routing.core.sentinels.Register.DEPUTY;
import static io.humanlayer.routing.core.sentinels.Register.EVE;
import static io.humanlayer.routing.core.sentinels.Register.NOON;
import static io.humanlayer.routing.core.sentinels.Register.VOUCHED;
import static io.humanlayer.routing.core.sentinels.Register.carla;
import static io.humanlayer.routing.core.sentinels.Register.delegation;
import static io.humanlayer.routing.core.sentinels.Register.enrol;
import static io.humanlayer.routing.core.sentinels.Register.held;
import static io.humanlayer.routing.core.sentinels.Register.particulars;
import static io.humanlayer.routing.core.sentinels.Register.registered;

import io.humanlayer.routing.core.sentinels.SentinelCommand.AcceptDelegation;
import io.humanlayer.routing.core.sentinels.SentinelCommand.DeclareConflict;
import io.humanlayer.routing.core.sentinels.SentinelCommand.Grant;
import io.humanlayer.routing.core.sentinels.SentinelCommand.NoteAnswer;
import io.humanlayer.routing.core.sentinels.SentinelCommand.NoteLapse;
import io.humanlayer.routing.core.sentinels.SentinelCommand.OfferDelegation;
import io.humanlayer.routing.core.sentinels.SentinelCommand.ProveIdentity;
import io.humanlayer.routing.core.sentinels.SentinelCommand.Reinstate;
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
import io.humanlayer.testkit.scenario.Scenario;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SentinelDeciderTest {

  private static final Proofing IN_PERSON = new Proofing("eidas", 3, "notary", NOON);
  private static final Conflict COUSIN = new Conflict("c1", Conflict.Kind.COUNTERPARTY, "sha256:1");

  @Test
  void whoever_is_enrolled_is_vouched_for_until_somebody_verifies_them() {
    carla()
        .when(enrol(CFO))
        .then(
            new ParticularsSet(particulars(), NOON),
            new IdentityProofed(VOUCHED, NOON),
            new QualificationGranted(CFO, NOON))
        .when(new ProveIdentity(IN_PERSON, NOON))
        .then(new IdentityProofed(IN_PERSON, NOON))
        .when(enrol(CFO))
        .thenNothingNew();
  }

  @Test
  void enrolling_again_replaces_the_qualifications_and_nothing_else() {
    enrolled()
        .when(enrol(DEPUTY))
        .then(
            new QualificationWithdrawn("finance.cfo", 1, CFO.validFrom(), "replaced", NOON),
            new QualificationGranted(DEPUTY, NOON));
  }

  @Test
  void a_qualification_is_granted_once_and_withdrawn_with_a_reason() {
    enrolled()
        .when(new Grant(held("finance.audit"), NOON))
        .then(new QualificationGranted(held("finance.audit"), NOON))
        .when(new Grant(held("finance.audit"), NOON))
        .thenNothingNew()
        .when(new Withdraw("finance.audit", "lapsed", NOON))
        .then(new QualificationWithdrawn("finance.audit", 1, CFO.validFrom(), "lapsed", NOON))
        .when(new Withdraw("finance.audit", "lapsed", NOON))
        .thenRefused(SentinelRefusal.NO_SUCH_QUALIFICATION);
  }

  @Test
  void a_suspension_ends_by_a_reinstatement() {
    enrolled()
        .when(new Reinstate("cleared", NOON))
        .thenRefused(SentinelRefusal.NOT_SUSPENDED)
        .when(new Suspend("inquiry", NOON))
        .then(new SentinelSuspended("inquiry", NOON))
        .when(new Suspend("inquiry", NOON))
        .thenRefused(SentinelRefusal.ALREADY_SUSPENDED)
        .when(new Reinstate("cleared", NOON))
        .then(new SentinelReinstated("cleared", NOON));
  }

  @Test
  void a_conflict_is_declared_once_and_withdrawn() {
    enrolled()
        .when(new DeclareConflict(COUSIN, NOON))
        .then(new ConflictDeclared(COUSIN, NOON))
        .when(new DeclareConflict(COUSIN, NOON))
        .thenNothingNew()
        .when(new DeclareConflict(new Conflict("c1", Conflict.Kind.AGENT, "sha256:2"), NOON))
        .thenRefused(SentinelRefusal.CONFLICT_ID_TAKEN)
        .when(new WithdrawConflict("c1", NOON))
        .then(new ConflictWithdrawn("c1", NOON))
        .when(new WithdrawConflict("c1", NOON))
        .thenRefused(SentinelRefusal.NO_SUCH_CONFLICT);
  }

  @Test
  void a_delegation_gives_authority_only_after_the_delegate_has_accepted() {
    var delegation = delegation("d-12", DARIO);
    enrolled()
        .when(new OfferDelegation(delegation, registered(DEPUTY), NOON))
        .then(new DelegationOffered(delegation, NOON))
        .when(new AcceptDelegation("d-12", EVE, registered(DEPUTY), NOON))
        .thenRefused(SentinelRefusal.NOT_YOUR_DELEGATION)
        .when(new AcceptDelegation("d-12", DARIO, registered(), NOON))
        .thenRefused(SentinelRefusal.DELEGATE_NOT_QUALIFIED)
        .when(new AcceptDelegation("d-12", DARIO, registered(DEPUTY), delegation.until()))
        .thenRefused(SentinelRefusal.DELEGATION_OVER)
        .when(new AcceptDelegation("d-12", DARIO, registered(DEPUTY), NOON))
        .then(new DelegationAccepted("d-12", DARIO, NOON))
        .when(new RevokeDelegation("d-12", EVE, NOON))
        .thenRefused(SentinelRefusal.NOT_YOUR_DELEGATION)
        .when(new RevokeDelegation("d-12", CARLA, NOON))
        .then(new DelegationRevoked("d-12", CARLA, NOON))
        .when(new AcceptDelegation("d-12", DARIO, registered(DEPUTY), NOON))
        .thenRefused(SentinelRefusal.DELEGATION_OVER);
  }

  @Test
  void nobody_delegates_what_they_do_not_hold_themself_or_to_somebody_who_lacks_the_name() {
    carla()
        .given(new ParticularsSet(particulars(), NOON))
        .when(new OfferDelegation(delegation("d-1", DARIO), registered(DEPUTY), NOON))
        .thenRefused(SentinelRefusal.NOT_YOURS_TO_DELEGATE);
    enrolled()
        .when(new OfferDelegation(delegation("d-1", CARLA), registered(DEPUTY), NOON))
        .thenRefused(SentinelRefusal.NOT_TO_ONESELF)
        .when(new OfferDelegation(delegation("d-1", DARIO), registered(CFO), NOON))
        .thenRefused(SentinelRefusal.DELEGATE_NOT_QUALIFIED)
        .when(new OfferDelegation(delegation("d-1", DARIO), new Registration.Unknown(), NOON))
        .thenRefused(SentinelRefusal.DELEGATE_NOT_QUALIFIED);
  }

  @Test
  void two_unanswered_offers_in_a_row_are_an_absence_and_an_answer_between_them_is_not() {
    Instant later = NOON.plusSeconds(90);
    var away = new Presence.Away(Presence.Cause.LET_OFFERS_LAPSE, null);
    enrolled()
        .when(new NoteLapse(NOON))
        .then(new OfferLapsed(1, NOON))
        .when(new NoteAnswer(NOON))
        .then(new OfferLapsed(0, NOON))
        .when(new NoteLapse(NOON))
        .then(new OfferLapsed(1, NOON))
        .when(new NoteLapse(later))
        .then(new OfferLapsed(2, later), new PresenceSet(away, later))
        .when(new NoteAnswer(later))
        .then(new PresenceSet(new Presence.Available(), later))
        .when(new NoteLapse(NOON))
        .then(new OfferLapsed(1, NOON))
        .when(new NoteLapse(later))
        .then(new OfferLapsed(2, later), new PresenceSet(away, later))
        .when(new SetPresence(new Presence.Available(), later))
        .then(new PresenceSet(new Presence.Available(), later))
        .when(new NoteLapse(later))
        .then(new OfferLapsed(1, later));
  }

  @Test
  void there_is_nothing_to_change_in_somebody_who_was_never_enrolled() {
    carla()
        .when(new Suspend("inquiry", NOON))
        .thenRefused(SentinelRefusal.NO_SUCH_SENTINEL)
        .when(new Grant(CFO, NOON))
        .thenRefused(SentinelRefusal.NO_SUCH_SENTINEL);
  }

  private static Scenario<SentinelCommand, Registration, SentinelEvent> enrolled() {
    return carla()
        .given(
            new ParticularsSet(particulars(), NOON),
            new IdentityProofed(VOUCHED, NOON),
            new QualificationGranted(CFO, NOON));
  }
}
