package io.humanlayer.routing.core.sentinels;

import static io.humanlayer.routing.core.sentinels.Register.CARLA;
import static io.humanlayer.routing.core.sentinels.Register.CFO;
import static io.humanlayer.routing.core.sentinels.Register.DARIO;
import static io.humanlayer.routing.core.sentinels.Register.DEPUTY;
import static io.humanlayer.routing.core.sentinels.Register.EVE;
import static io.humanlayer.routing.core.sentinels.Register.JANUARY;
import static io.humanlayer.routing.core.sentinels.Register.NOON;
import static io.humanlayer.routing.core.sentinels.Register.VOUCHED;
import static io.humanlayer.routing.core.sentinels.Register.delegation;
import static io.humanlayer.routing.core.sentinels.Register.enrol;
import static io.humanlayer.routing.core.sentinels.Register.held;
import static io.humanlayer.routing.core.sentinels.Register.passkey;
import static io.humanlayer.routing.core.sentinels.Register.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.humanlayer.kernel.Decider;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.SentinelId;
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
import io.humanlayer.testkit.scenario.Oracle;
import io.humanlayer.testkit.scenario.SeededWalk;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SentinelWalkTest {

  /// With [SeededWalk#STEPS] commands each: 120,000 steps.
  private static final int WALKS = 2_000;

  @Test
  void no_order_of_commands_breaks_a_rule_and_every_command_is_tried_in_every_state() {
    walk(new SentinelDecider(CARLA)).walk(WALKS).covers(Registration.class, SentinelCommand.class);
  }

  @ParameterizedTest
  @EnumSource
  void a_planted_bug_is_found(Bug bug) {
    assertThatThrownBy(() -> walk(bug).walk(WALKS))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed");
  }

  private static SeededWalk<SentinelCommand, Registration, SentinelEvent> walk(
      Decider<SentinelCommand, Registration, SentinelEvent> decider) {
    return SeededWalk.of(decider, SentinelWalkTest::any, Clerk::new);
  }

  private static SentinelCommand any(RandomGenerator random, Registration state) {
    Instant at = NOON.plusSeconds(random.nextInt(20) * 86_400L);
    String delegation = "d-" + random.nextInt(3);
    SentinelId somebody = List.of(CARLA, DARIO, EVE).get(random.nextInt(3));
    boolean qualified = random.nextInt(4) > 0;
    Registration other = qualified ? registered(DEPUTY) : registered(held("other"));
    return switch (random.nextInt(16)) {
      case 0 -> random.nextBoolean() ? enrol(CFO) : enrol(CFO, held("finance.audit"));
      case 1 -> new ProveIdentity(VOUCHED, at);
      case 2 -> new Grant(random.nextBoolean() ? CFO : held("finance.audit"), at);
      case 3 -> new Withdraw(random.nextBoolean() ? "finance.cfo" : "finance.audit", "r", at);
      case 4 -> new Suspend("r", at);
      case 5 -> new Reinstate("r", at);
      case 6 -> new DeclareConflict(new Conflict("c", Conflict.Kind.AGENT, "d"), at);
      case 7 -> new WithdrawConflict("c", at);
      case 8 -> new OfferDelegation(delegation(delegation, somebody), other, at);
      case 9 -> new AcceptDelegation(delegation, somebody, other, at);
      case 10 -> new RevokeDelegation(delegation, random.nextInt(3) == 0 ? null : somebody, at);
      case 11 -> new SetPresence(new Presence.Available(), at);
      case 12 -> new NoteLapse(at);
      case 13 -> new AddPasskey(passkey("k" + random.nextInt(3)), at);
      case 14 -> new RemovePasskey("k" + random.nextInt(3), at);
      default -> new NoteAnswer(at);
    };
  }

  /// Keeps its own book: who is suspended, who has agreed to what, how often somebody was silent.
  private static final class Clerk implements Oracle<SentinelCommand, Registration, SentinelEvent> {

    private boolean enrolled;
    private boolean suspended;
    private int silences;
    private final Set<String> held = new HashSet<>();
    private final Map<String, SentinelId> offered = new HashMap<>();
    private final Set<String> agreed = new HashSet<>();
    private final Set<String> over = new HashSet<>();
    private final Set<String> keys = new HashSet<>();
    private final Set<String> lost = new HashSet<>();

    @Override
    public void observe(
        Registration before,
        SentinelCommand command,
        Outcome<SentinelEvent> outcome,
        Registration after) {
      boolean accepted = outcome instanceof Outcome.Accepted<SentinelEvent>;
      if (!enrolled && !(command instanceof Enrol)) {
        assertThat(accepted).as("nobody is known").isFalse();
        return;
      }
      if (accepted) {
        note(command);
      }
      assertThat(after instanceof Registration.Suspended).as("suspended").isEqualTo(suspended);
      if (after instanceof Registration.Known known) {
        Accreditation now = known.accreditation();
        assertThat(names(now)).isEqualTo(held);
        assertThat(now.passkeys().passkeys().keySet()).isEqualTo(keys);
        now.mandates().forEach(this::agrees);
        assertThat(now.presence().availableAt(NOON)).as("available").isEqualTo(silences < 2);
      }
    }

    private static Set<String> names(Accreditation now) {
      Set<String> names = new HashSet<>();
      now.qualifications().forEach(it -> names.add(it.name()));
      return names;
    }

    private void agrees(String id, Mandate mandate) {
      assertThat(mandate.delegation().to()).isEqualTo(offered.get(id)).isNotEqualTo(CARLA);
      assertThat(mandate instanceof Mandate.Accepted)
          .as("authority by %s", id)
          .isEqualTo(agreed.contains(id) && !over.contains(id));
    }

    private void note(SentinelCommand command) {
      switch (command) {
        case Enrol enrol -> {
          enrolled = true;
          held.clear();
          enrol.qualifications().forEach(it -> held.add(it.name()));
        }
        case Grant grant -> held.add(grant.qualification().name());
        case Withdraw withdraw -> assertThat(held.remove(withdraw.qualification())).isTrue();
        case Suspend _ -> {
          assertThat(suspended).isFalse();
          suspended = true;
        }
        case Reinstate _ -> {
          assertThat(suspended).isTrue();
          suspended = false;
        }
        case OfferDelegation offer -> {
          if (!offered.containsKey(offer.delegation().id())) {
            assertThat(suspended || !held.contains("finance.cfo")).as("not theirs").isFalse();
          }
          offered.put(offer.delegation().id(), offer.delegation().to());
        }
        case AcceptDelegation accept -> {
          assertThat(accept.by()).isEqualTo(offered.get(accept.id()));
          assertThat(over).doesNotContain(accept.id());
          if (agreed.add(accept.id())) {
            assertThat(accept.delegate()).isEqualTo(registered(DEPUTY));
            assertThat(accept.at()).isBefore(NOON.plusSeconds(14 * 86_400L));
          }
        }
        case RevokeDelegation revoke -> {
          if (revoke.by() != null) {
            assertThat(revoke.by()).isIn(CARLA, offered.get(revoke.id()));
          }
          over.add(revoke.id());
        }
        case AddPasskey add -> {
          String key = add.passkey().credential();
          assertThat(lost).as("came back").doesNotContain(key);
          assertThat(keys.add(key) && suspended).as("while suspended").isFalse();
        }
        case RemovePasskey remove -> {
          assertThat(keys.remove(remove.credential())).isTrue();
          lost.add(remove.credential());
        }
        case SetPresence _ -> silences = 0;
        case NoteLapse _ -> silences++;
        case NoteAnswer _ -> silences = 0;
        case ProveIdentity _, DeclareConflict _, WithdrawConflict _ -> {}
      }
    }
  }

  /// Deciders with one rule broken each.
  private enum Bug implements Decider<SentinelCommand, Registration, SentinelEvent> {
    LETS_ANYBODY_ACCEPT {
      @Override
      SentinelCommand heard(Registration state, SentinelCommand command) {
        return command instanceof AcceptDelegation(var id, _, var delegate, var at)
            ? new AcceptDelegation(id, DARIO, delegate, at)
            : command;
      }
    },
    TRUSTS_THE_DELEGATE {
      @Override
      SentinelCommand heard(Registration state, SentinelCommand command) {
        return command instanceof AcceptDelegation(var id, var by, _, var at)
            ? new AcceptDelegation(id, by, registered(DEPUTY), at)
            : command;
      }
    },
    ACCEPTS_WHAT_IS_OVER {
      @Override
      SentinelCommand heard(Registration state, SentinelCommand command) {
        return command instanceof AcceptDelegation(var id, var by, var delegate, _)
            ? new AcceptDelegation(id, by, delegate, NOON)
            : command;
      }
    },
    LETS_ANYBODY_REVOKE {
      @Override
      SentinelCommand heard(Registration state, SentinelCommand command) {
        return command instanceof RevokeDelegation(var id, _, var at)
            ? new RevokeDelegation(id, null, at)
            : command;
      }
    },
    FORGETS_SUSPENSIONS {
      @Override
      Registration seen(Registration state) {
        return state instanceof Registration.Suspended(var accreditation, _)
            ? new Registration.Accredited(accreditation)
            : state;
      }
    },
    FORGETS_LOST_PASSKEYS {
      @Override
      Registration seen(Registration state) {
        return state instanceof Registration.Accredited(var held)
            ? new Registration.Accredited(
                new Accreditation(
                    held.particulars(),
                    held.proofing(),
                    held.qualifications(),
                    held.conflicts(),
                    held.mandates(),
                    held.presence(),
                    held.lapses(),
                    new Keyring(held.passkeys().passkeys(), Set.of())))
            : state;
      }
    },
    DELEGATES_WHAT_IS_NOT_HELD {
      @Override
      Registration seen(Registration state) {
        return state instanceof Registration.Accredited(var held)
            ? new Registration.Accredited(
                held.with(new Qualification("finance.cfo", 9, JANUARY, null, null)))
            : state;
      }
    };

    private static final SentinelDecider SOUND = new SentinelDecider(CARLA);

    SentinelCommand heard(Registration state, SentinelCommand command) {
      return command;
    }

    Registration seen(Registration state) {
      return state;
    }

    @Override
    public Registration initial() {
      return SOUND.initial();
    }

    @Override
    public Outcome<SentinelEvent> decide(Registration state, SentinelCommand command) {
      return SOUND.decide(seen(state), heard(state, command));
    }

    @Override
    public Registration evolve(Registration state, SentinelEvent event) {
      return SOUND.evolve(state, event);
    }
  }
}
