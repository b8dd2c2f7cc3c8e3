package io.humanlayer.routing.core.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How an open case has gone so far: everything that moves but the people in the seats.
///
/// @param deadline the one in force
/// @param deadlines how often it has been moved
/// @param extensions how often a Sentinel has moved it
/// @param escalated how many steps of the chain have been taken
/// @param broadcast whether everybody is asked at once
/// @param questions how many were put to the Agent
/// @param quorums how often the quorum was complete
/// @param edit the Action that is decided about instead of the one asked for
/// @param referredTo the panel that decides alone since nobody else did in time
public record Course(
    Instant deadline,
    int deadlines,
    int extensions,
    int escalated,
    boolean broadcast,
    int questions,
    int quorums,
    @Nullable Edit edit,
    @Nullable Panel referredTo) {

  static Course from(Instant deadline) {
    return new Course(deadline, 0, 0, 0, false, 0, 0, null, null);
  }

  Course extended(Instant until) {
    return new Course(
        until,
        deadlines + 1,
        extensions + 1,
        escalated,
        broadcast,
        questions,
        quorums,
        edit,
        referredTo);
  }

  Course escalatedTo(int step) {
    return new Course(
        deadline, deadlines, extensions, step, true, questions, quorums, edit, referredTo);
  }

  Course broad() {
    return new Course(
        deadline, deadlines, extensions, escalated, true, questions, quorums, edit, referredTo);
  }

  Course asked(int number) {
    return new Course(
        deadline, deadlines, extensions, escalated, broadcast, number, quorums, edit, referredTo);
  }

  Course agreed() {
    return new Course(
        deadline,
        deadlines,
        extensions,
        escalated,
        broadcast,
        questions,
        quorums + 1,
        edit,
        referredTo);
  }

  Course edited(Edit other) {
    return new Course(
        deadline,
        deadlines,
        extensions,
        escalated,
        broadcast,
        questions,
        quorums,
        other,
        referredTo);
  }

  Course referred(Panel panel, Instant until) {
    return new Course(
        until, deadlines + 1, extensions, escalated, true, questions, quorums, edit, panel);
  }
}
