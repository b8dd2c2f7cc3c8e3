package io.humanlayer.notifier.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.notifier.core.delivery.DeliveryCommand.Attempted;
import io.humanlayer.notifier.core.delivery.DeliveryCommand.Schedule;
import io.humanlayer.testkit.scenario.Oracle;
import io.humanlayer.testkit.scenario.SeededWalk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DeliveryWalkTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final DeliveryRef DELIVERY =
      new DeliveryRef(new UUID(7, 1), new RequestId(new UUID(7, 0)), new OrganisationId("acme"));

  @Test
  void every_command_in_every_state_leaves_the_books_right() {
    SeededWalk.of(new DeliveryDecider(), DeliveryWalkTest::anyCommand, Books::new)
        .walk(300)
        .covers(Delivery.class, DeliveryCommand.class);
  }

  /// Counts attempts on its own, and knows only what a receiver and an operator could see.
  private static final class Books implements Oracle<DeliveryCommand, Delivery, DeliveryEvent> {

    private boolean owed;
    private boolean ended;
    private int attempts;

    @Override
    public void observe(
        Delivery before, DeliveryCommand command, Outcome<DeliveryEvent> outcome, Delivery after) {
      List<DeliveryEvent> events =
          outcome instanceof Outcome.Accepted<DeliveryEvent>(var happened) ? happened : List.of();
      boolean counts =
          switch (command) {
            case Schedule _ -> !owed;
            case Attempted attempted -> owed && !ended && attempted.attempt() == attempts + 1;
          };
      assertThat(events).hasSize(counts ? 1 : 0);
      if (counts) {
        note(command, events.getFirst());
      }
      assertThat(after instanceof Delivery.Pending).isEqualTo(owed && !ended);
      assertThat(attempts).isLessThanOrEqualTo(10);
    }

    private void note(DeliveryCommand command, DeliveryEvent event) {
      if (command instanceof Attempted attempted) {
        attempts++;
        boolean acknowledged =
            attempted.reply() instanceof Reply.Answered(int status, _) && status / 100 == 2;
        assertThat(event instanceof DeliveryEvent.Delivered).isEqualTo(acknowledged);
        ended = !(event instanceof DeliveryEvent.Failed);
        assertThat(ended).isEqualTo(acknowledged || finalFor(attempted.reply()) || attempts == 10);
        if (event instanceof DeliveryEvent.Failed failed) {
          assertThat(Duration.between(failed.at(), failed.nextAt()))
              .isBetween(Duration.ofSeconds(5), Duration.ofHours(27));
        }
      } else {
        owed = true;
      }
    }

    private static boolean finalFor(Reply reply) {
      return switch (reply) {
        case Reply.Answered(int status, _) -> status == 410;
        case Reply.Unreachable _ -> false;
        case Reply.Forbidden _ -> true;
      };
    }
  }

  private static DeliveryCommand anyCommand(RandomGenerator random, Delivery state) {
    if (random.nextInt(8) == 0) {
      return new Schedule(DELIVERY, "https://agent.example/", NOON);
    }
    int due = state instanceof Delivery.Pending pending ? pending.failed() + 1 : 1;
    int attempt = random.nextInt(4) == 0 ? 1 + random.nextInt(11) : due;
    return new Attempted(attempt, anyReply(random), NOON, random.nextDouble());
  }

  private static Reply anyReply(RandomGenerator random) {
    return switch (random.nextInt(12)) {
      case 0 -> new Reply.Answered(204, null);
      case 1 -> new Reply.Answered(410, null);
      case 2 -> new Reply.Forbidden("not public");
      case 3 -> new Reply.Answered(429, Duration.ofSeconds(random.nextInt(200_000)));
      case 4 -> new Reply.Answered(503, null);
      case 5 -> new Reply.Answered(302, null);
      default -> new Reply.Unreachable("no answer in time");
    };
  }
}
