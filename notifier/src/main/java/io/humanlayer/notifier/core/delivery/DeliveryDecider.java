package io.humanlayer.notifier.core.delivery;

import static io.humanlayer.notifier.core.delivery.DeliveryRefusal.ALREADY_SCHEDULED;
import static io.humanlayer.notifier.core.delivery.DeliveryRefusal.NOT_SCHEDULED;
import static io.humanlayer.notifier.core.delivery.DeliveryRefusal.OTHER_ATTEMPT;
import static io.humanlayer.notifier.core.delivery.DeliveryRefusal.SETTLED;
import static io.humanlayer.notifier.core.delivery.RetrySchedule.MAX_ATTEMPTS;
import static io.humanlayer.notifier.core.delivery.RetrySchedule.MAX_RETRY_AFTER;

import io.humanlayer.kernel.Decider;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.notifier.core.delivery.Delivery.Pending;
import io.humanlayer.notifier.core.delivery.DeliveryCommand.Attempted;
import io.humanlayer.notifier.core.delivery.DeliveryCommand.Schedule;
import java.time.Duration;
import java.time.Instant;

/// Delivers until the receiver acknowledges with 2xx, says that it is gone (410), or the schedule
/// is exhausted. A redirect is no acknowledgement, and is not followed.
public final class DeliveryDecider implements Decider<DeliveryCommand, Delivery, DeliveryEvent> {

  private static final int GONE = 410;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  @Override
  public Delivery initial() {
    return new Delivery.Unscheduled();
  }

  @Override
  public Outcome<DeliveryEvent> decide(Delivery state, DeliveryCommand command) {
    return switch (command) {
      case Schedule schedule -> decide(state, schedule);
      case Attempted attempted -> decide(state, attempted);
    };
  }

  private static Outcome<DeliveryEvent> decide(Delivery state, Schedule command) {
    return switch (state) {
      case Delivery.Unscheduled _ ->
          Outcome.accepted(
              new DeliveryEvent.Scheduled(command.delivery(), command.origin(), command.at()));
      case Pending _, Delivery.Delivered _, Delivery.Abandoned _ ->
          Outcome.refused(ALREADY_SCHEDULED);
    };
  }

  private static Outcome<DeliveryEvent> decide(Delivery state, Attempted command) {
    return switch (state) {
      case Delivery.Unscheduled _ -> Outcome.refused(NOT_SCHEDULED);
      case Pending pending ->
          command.attempt() == pending.failed() + 1
              ? Outcome.accepted(judge(pending, command))
              : Outcome.refused(OTHER_ATTEMPT);
      case Delivery.Delivered _, Delivery.Abandoned _ -> Outcome.refused(SETTLED);
    };
  }

  private static DeliveryEvent judge(Pending pending, Attempted command) {
    return switch (command.reply()) {
      case Reply.Answered(int status, _) when status >= 200 && status < 300 ->
          new DeliveryEvent.Delivered(pending.delivery(), command.attempt(), status, command.at());
      case Reply.Answered(int status, _) when status == GONE -> abandoned(pending, command);
      case Reply.Answered(int status, Duration retryAfter)
          when retryAfter != null && (status == TOO_MANY_REQUESTS || status == UNAVAILABLE) ->
          failed(pending, command, retryAfter);
      case Reply.Answered _, Reply.Unreachable _ -> failed(pending, command, Duration.ZERO);
      case Reply.Forbidden _ -> abandoned(pending, command);
    };
  }

  private static DeliveryEvent failed(Pending pending, Attempted command, Duration atLeast) {
    if (command.attempt() == MAX_ATTEMPTS) {
      return abandoned(pending, command);
    }
    Duration asked = atLeast.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : atLeast;
    Duration usual = RetrySchedule.waitAfter(command.attempt(), command.jitter());
    Instant nextAt = command.at().plus(asked.compareTo(usual) > 0 ? asked : usual);
    return new DeliveryEvent.Failed(
        pending.delivery(), command.attempt(), Failure.of(command.reply()), nextAt, command.at());
  }

  private static DeliveryEvent abandoned(Pending pending, Attempted command) {
    return new DeliveryEvent.Abandoned(
        pending.delivery(), command.attempt(), Failure.of(command.reply()), command.at());
  }

  @Override
  public Delivery evolve(Delivery state, DeliveryEvent event) {
    return switch (event) {
      case DeliveryEvent.Scheduled(DeliveryRef delivery, String origin, Instant at) ->
          new Pending(delivery, origin, 0, at);
      case DeliveryEvent.Failed failed ->
          switch (state) {
            case Pending pending ->
                new Pending(
                    pending.delivery(), pending.origin(), failed.attempt(), failed.nextAt());
            case Delivery.Unscheduled _, Delivery.Delivered _, Delivery.Abandoned _ -> state;
          };
      case DeliveryEvent.Delivered delivered -> new Delivery.Delivered(delivered.delivery());
      case DeliveryEvent.Abandoned abandoned -> new Delivery.Abandoned(abandoned.delivery());
    };
  }
}
