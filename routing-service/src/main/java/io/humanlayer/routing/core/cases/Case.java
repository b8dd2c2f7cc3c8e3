package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.sentinels.Authority;
import io.humanlayer.routing.core.sentinels.Seat.Moment;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.Source;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where a case stands.
public sealed interface Case {

  /// Nothing has been asked.
  record None() implements Case {}

  /// Not binding yet.
  sealed interface Open extends Case {

    Matter matter();

    Course course();

    Seating seating();

    /// The same state, with other people in the seats.
    Open with(Seating seating);

    /// The same state, further on its way.
    Open with(Course course);

    /// Whether the dossier is theirs to see: they hold a live offer or a seat.
    default boolean seats(Sentinel sentinel) {
      return matter().concerns(sentinel) && seating().seats(sentinel.id());
    }

    default Instant deadline() {
      return course().deadline();
    }

    default boolean overdue(Instant at) {
      return !at.isBefore(deadline());
    }

    /// What is decided about: the Action that was asked for, or what an edit has made of it.
    default ActionDigest actionDigest() {
      Edit edit = course().edit();
      return edit == null ? matter().request().actionDigest() : edit.actionDigest();
    }

    /// The demands in force.
    default Requirement requirement() {
      Panel referredTo = course().referredTo();
      return referredTo == null
          ? matter().requirement()
          : matter().requirement().of(List.of(referredTo));
    }

    /// The panels whose people may take any seat since the case was escalated.
    default List<Panel> reserves() {
      return course().referredTo() != null
          ? List.of()
          : matter().requirement().escalate().stream()
              .limit(course().escalated())
              .map(Escalation::to)
              .toList();
    }

    /// The panels for which somebody is still to be found, once for each empty seat.
    default List<String> emptySeats() {
      return SeatPlan.of(requirement(), seating().placed()).empty();
    }

    /// All panels among whose people somebody is to be found.
    default List<Panel> circle() {
      return Stream.concat(requirement().panels().stream(), reserves().stream()).toList();
    }

    /// Whether `reader` is shown the value of `argument`: people from outside see those that a
    /// panel of theirs reveals.
    default boolean shows(Sentinel reader, String argument) {
      Set<String> seats = seating().panelsOf(reader.id());
      return reader.source() == Source.INTERNAL
          || circle().stream()
              .filter(panel -> seats.contains(panel.name()))
              .filter(panel -> panel.profile().sources().contains(Source.EXTERNAL))
              .anyMatch(panel -> panel.reveals().contains(argument));
    }

    /// Whether somebody may approve alone, in an emergency.
    default boolean mayBreakGlass(Sentinel sentinel, Instant at) {
      return new VerdictRules(this).breaker(sentinel, at).isPresent();
    }

    /// As `Matter.admits`, counting those to whom the case was escalated.
    default Optional<Authority> admits(Sentinel sentinel, Panel panel, Instant at, Moment moment) {
      return Stream.concat(Stream.of(panel), reserves().stream())
          .map(one -> matter().admits(sentinel, one, deadline(), at, moment))
          .flatMap(Optional::stream)
          .findFirst();
    }
  }

  /// Somebody has still to be found.
  ///
  /// @param next when to look
  record Routing(Matter matter, Course course, Seating seating, Instant next) implements Open {
    @Override
    public Routing with(Seating other) {
      return new Routing(matter, course, other, next);
    }

    @Override
    public Routing with(Course other) {
      return new Routing(matter, other, seating, next);
    }
  }

  /// Enough Sentinels hold an offer to settle the case.
  record Offered(Matter matter, Course course, Seating seating) implements Open {
    @Override
    public Offered with(Seating other) {
      return new Offered(matter, course, other);
    }

    @Override
    public Offered with(Course other) {
      return new Offered(matter, other, seating);
    }
  }

  /// Somebody has taken a seat or answered, and the others have their offers.
  record InReview(Matter matter, Course course, Seating seating) implements Open {
    @Override
    public InReview with(Seating other) {
      return new InReview(matter, course, other);
    }

    @Override
    public InReview with(Course other) {
      return new InReview(matter, other, seating);
    }
  }

  /// A Sentinel waits for the Agent's answer. The deadline does not.
  record NeedsInfo(Matter matter, Course course, Seating seating, SentinelId asker, String question)
      implements Open {
    @Override
    public NeedsInfo with(Seating other) {
      return new NeedsInfo(matter, course, other, asker, question);
    }

    @Override
    public NeedsInfo with(Course other) {
      return new NeedsInfo(matter, other, seating, asker, question);
    }
  }

  /// There are not enough Sentinels; who has an offer may decide all the same.
  ///
  /// @param panels that were found short
  record Unroutable(
      Matter matter, Course course, Seating seating, Set<String> panels, Instant since)
      implements Open {
    public Unroutable {
      panels = Set.copyOf(panels);
    }

    @Override
    public Unroutable with(Seating other) {
      return new Unroutable(matter, course, other, panels, since);
    }

    @Override
    public Unroutable with(Course other) {
      return new Unroutable(matter, other, seating, panels, since);
    }

    Unroutable and(String panel) {
      Set<String> more = new HashSet<>(panels);
      more.add(panel);
      return new Unroutable(matter, course, seating, more, since);
    }
  }

  /// The quorum is there; until then its last word can be taken back.
  record Cooling(
      Matter matter,
      Course course,
      Seating seating,
      Settlement settlement,
      Reason reason,
      Instant until)
      implements Open {
    @Override
    public Cooling with(Seating other) {
      return new Cooling(matter, course, other, settlement, reason, until);
    }

    @Override
    public Cooling with(Course other) {
      return new Cooling(matter, other, seating, settlement, reason, until);
    }
  }

  /// Settled, for good.
  sealed interface Decided extends Case {

    Matter matter();

    Seating seating();

    DecisionOutcome outcome();

    default boolean seats(Sentinel sentinel) {
      return matter().concerns(sentinel) && seating().seats(sentinel.id());
    }
  }

  /// Leave was given, and the Agent may use it once.
  record Approved(Matter matter, Seating seating, Approval approval) implements Decided {
    @Override
    public DecisionOutcome outcome() {
      return approval.outcome();
    }
  }

  /// Leave was given, and the Agent has used it.
  record Consumed(Matter matter, Seating seating, Approval approval) implements Decided {
    @Override
    public DecisionOutcome outcome() {
      return approval.outcome();
    }
  }

  /// Leave was given and not used in time.
  record Lapsed(Matter matter, Seating seating, Approval approval) implements Decided {
    @Override
    public DecisionOutcome outcome() {
      return approval.outcome();
    }
  }

  /// Leave was given, and taken back before it was used.
  record Revoked(Matter matter, Seating seating, Approval approval) implements Decided {
    @Override
    public DecisionOutcome outcome() {
      return approval.outcome();
    }
  }

  /// @param reopened whether the same may be asked again
  record Rejected(Matter matter, Seating seating, boolean reopened) implements Decided {
    @Override
    public DecisionOutcome outcome() {
      return DecisionOutcome.REJECTED;
    }
  }

  record Answered(Matter matter, Seating seating) implements Decided {
    @Override
    public DecisionOutcome outcome() {
      return DecisionOutcome.ANSWERED;
    }
  }

  record Expired(Matter matter, Seating seating) implements Decided {
    @Override
    public DecisionOutcome outcome() {
      return DecisionOutcome.EXPIRED;
    }
  }

  record Cancelled(Matter matter, Seating seating) implements Decided {
    @Override
    public DecisionOutcome outcome() {
      return DecisionOutcome.CANCELLED;
    }
  }

  /// The open state that follows from who is in the seats: enough, or somebody is to be found at
  /// `at`.
  static Open standing(Matter matter, Course course, Seating seating, Instant at) {
    var open = new Offered(matter, course, seating);
    if (!SeatPlan.of(open.requirement(), seating.placed()).complete()) {
      return new Routing(matter, course, seating, at.plus(Patience.LOOKING));
    }
    return seating.holds().isEmpty() && seating.verdicts().isEmpty()
        ? open
        : new InReview(matter, course, seating);
  }
}
