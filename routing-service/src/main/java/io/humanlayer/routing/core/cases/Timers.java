package io.humanlayer.routing.core.cases;

import io.humanlayer.routing.core.cases.CaseCommand.ByTimer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a case waits for: it follows from its state alone. Whoever keeps timers compares what was
/// awaited before an event with what is awaited after it, and needs to know nothing else.
public final class Timers {

  private Timers() {}

  /// The timers that are armed in `state`.
  public static List<Timer> of(Case state) {
    return switch (state) {
      case Case.None _ -> List.of();
      case Case.Cooling cooling ->
          List.of(new Timer(TimerKind.COOLDOWN, 0, cooling.course().quorums(), cooling.until()));
      case Case.Open open -> of(open);
      case Case.Approved approved ->
          List.of(new Timer(TimerKind.USE_BY, 0, 0, approved.approval().usableUntil()));
      case Case.Decided _ -> List.of();
    };
  }

  static Optional<Timer> find(Case state, ByTimer command) {
    return of(state).stream()
        .filter(timer -> timer.kind() == command.kind())
        .filter(timer -> timer.seq() == command.seq() && timer.epoch() == command.epoch())
        .findFirst();
  }

  private static List<Timer> of(Case.Open open) {
    List<Timer> timers = new ArrayList<>();
    Course course = open.course();
    int made = open.seating().made();
    timers.add(new Timer(TimerKind.DEADLINE, 0, course.deadlines(), course.deadline()));
    open.seating().offers().stream()
        // An offer that lasts until the deadline ends with the case.
        .filter(offer -> offer.until().isBefore(course.deadline()))
        .forEach(offer -> timers.add(new Timer(TimerKind.OFFER, offer.number(), 0, offer.until())));
    open.seating().holds().stream()
        .filter(hold -> hold.until().isBefore(course.deadline()))
        .forEach(hold -> timers.add(new Timer(TimerKind.HOLD, hold.number(), 0, hold.until())));
    if (course.referredTo() == null) {
      escalations(open).forEach(timers::add);
    }
    Instant late = late(open);
    if (!course.broadcast() && late.isBefore(course.deadline())) {
      timers.add(new Timer(TimerKind.BROADCAST, 0, course.deadlines(), late));
    }
    if (open instanceof Case.Routing routing) {
      timers.add(new Timer(TimerKind.ROUTE, 0, made, routing.next()));
    }
    if (open instanceof Case.Unroutable unroutable) {
      timers.add(new Timer(TimerKind.GIVE_UP, 0, made, unroutable.since().plus(Patience.NOBODY)));
    }
    return timers;
  }

  private static Stream<Timer> escalations(Case.Open open) {
    List<Escalation> chain = open.matter().requirement().escalate();
    return Stream.iterate(open.course().escalated() + 1, step -> step <= chain.size(), n -> n + 1)
        .map(
            step ->
                new Timer(
                    TimerKind.ESCALATE,
                    step,
                    0,
                    open.matter().openedAt().plus(chain.get(step - 1).after())))
        .filter(timer -> timer.due().isBefore(open.deadline()));
  }

  private static Instant late(Case.Open open) {
    Duration all = Duration.between(open.matter().openedAt(), open.deadline());
    return open.deadline().minus(all.dividedBy(Patience.LATE));
  }
}
