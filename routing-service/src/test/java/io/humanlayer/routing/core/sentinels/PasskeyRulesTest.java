package io.humanlayer.routing.core.sentinels;

import static io.humanlayer.routing.core.sentinels.Register.CFO;
import static io.humanlayer.routing.core.sentinels.Register.NOON;
import static io.humanlayer.routing.core.sentinels.Register.VOUCHED;
import static io.humanlayer.routing.core.sentinels.Register.carla;
import static io.humanlayer.routing.core.sentinels.Register.enrol;
import static io.humanlayer.routing.core.sentinels.Register.particulars;
import static io.humanlayer.routing.core.sentinels.Register.passkey;

import io.humanlayer.routing.core.sentinels.SentinelCommand.AddPasskey;
import io.humanlayer.routing.core.sentinels.SentinelCommand.RemovePasskey;
import io.humanlayer.routing.core.sentinels.SentinelCommand.Suspend;
import io.humanlayer.routing.core.sentinels.SentinelEvent.IdentityProofed;
import io.humanlayer.routing.core.sentinels.SentinelEvent.ParticularsSet;
import io.humanlayer.routing.core.sentinels.SentinelEvent.PasskeyRegistered;
import io.humanlayer.routing.core.sentinels.SentinelEvent.PasskeyRemoved;
import io.humanlayer.routing.core.sentinels.SentinelEvent.QualificationGranted;
import io.humanlayer.routing.core.sentinels.SentinelEvent.SentinelSuspended;
import io.humanlayer.testkit.scenario.Scenario;
import org.junit.jupiter.api.Test;

class PasskeyRulesTest {

  private final Scenario<SentinelCommand, Registration, SentinelEvent> enrolled =
      carla()
          .when(enrol(CFO))
          .then(
              new ParticularsSet(particulars(), NOON),
              new IdentityProofed(VOUCHED, NOON),
              new QualificationGranted(CFO, NOON));

  @Test
  void a_passkey_is_registered_once_and_removed_for_ever() {
    enrolled
        .when(new AddPasskey(passkey("k1"), NOON))
        .then(new PasskeyRegistered(passkey("k1"), NOON))
        .when(new AddPasskey(passkey("k1"), NOON))
        .thenNothingNew()
        .when(new RemovePasskey("k1", NOON))
        .then(new PasskeyRemoved("k1", NOON))
        .when(new RemovePasskey("k1", NOON))
        .thenRefused(SentinelRefusal.NO_SUCH_PASSKEY)
        .when(new AddPasskey(passkey("k1"), NOON))
        .thenRefused(SentinelRefusal.PASSKEY_TAKEN);
  }

  @Test
  void who_is_unknown_or_suspended_registers_none() {
    carla().when(new AddPasskey(passkey("k1"), NOON)).thenRefused(SentinelRefusal.NO_SUCH_SENTINEL);
    enrolled
        .when(new Suspend("leave", NOON))
        .then(new SentinelSuspended("leave", NOON))
        .when(new AddPasskey(passkey("k1"), NOON))
        .thenRefused(SentinelRefusal.SUSPENDED);
  }

  @Test
  void nobody_has_more_than_a_few() {
    var more = enrolled;
    for (int i = 0; i < PasskeyRules.MAX_PASSKEYS; i++) {
      more =
          more.when(new AddPasskey(passkey("k" + i), NOON))
              .then(new PasskeyRegistered(passkey("k" + i), NOON));
    }
    more.when(new AddPasskey(passkey("one-more"), NOON)).thenRefused(SentinelRefusal.TOO_MANY);
  }
}
