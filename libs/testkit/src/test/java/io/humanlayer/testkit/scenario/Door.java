package io.humanlayer.testkit.scenario;

import io.humanlayer.kernel.Decider;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.Refusal;

/// A door with a lock: the smallest decider that can refuse.
final class Door implements Decider<Door.Command, Door.State, Door.Event> {

  sealed interface Command {}

  record Open() implements Command {}

  record Lock(int code) implements Command {}

  record Unlock(int code) implements Command {}

  sealed interface State {}

  record Shut() implements State {}

  record Locked(int code) implements State {}

  sealed interface Event {}

  record Opened() implements Event {}

  record WasLocked(int code) implements Event {}

  record WasUnlocked() implements Event {}

  enum No implements Refusal {
    LOCKED,
    WRONG_CODE;

    @Override
    public String explanation() {
      return "the door stays as it is";
    }
  }

  @Override
  public State initial() {
    return new Shut();
  }

  @Override
  public Outcome<Event> decide(State state, Command command) {
    return switch (state) {
      case Shut _ ->
          switch (command) {
            case Open _ -> Outcome.accepted(new Opened());
            case Lock(int code) -> Outcome.accepted(new WasLocked(code));
            case Unlock _ -> Outcome.accepted(java.util.List.of());
          };
      case Locked(int set) ->
          switch (command) {
            case Open _ -> Outcome.refused(No.LOCKED);
            case Lock _ -> Outcome.refused(No.LOCKED);
            case Unlock(int code) ->
                code == set ? Outcome.accepted(new WasUnlocked()) : Outcome.refused(No.WRONG_CODE);
          };
    };
  }

  @Override
  public State evolve(State state, Event event) {
    return switch (event) {
      case Opened _ -> state;
      case WasLocked(int code) -> new Locked(code);
      case WasUnlocked _ -> new Shut();
    };
  }
}
