package io.humanlayer.notifier.core.delivery;

import static io.humanlayer.notifier.core.delivery.DeliveryRefusal.ALREADY_SCHEDULED;
import static io.humanlayer.notifier.core.delivery.DeliveryRefusal.NOT_SCHEDULED;
import static io.humanlayer.notifier.core.delivery.DeliveryRefusal.OTHER_ATTEMPT;
import static io.humanlayer.notifier.core.delivery.DeliveryRefusal.SETTLED;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.notifier.core.delivery.DeliveryCommand.Attempted;
import io.humanlayer.notifier.core.delivery.DeliveryCommand.Schedule;
import io.humanlayer.notifier.core.delivery.DeliveryEvent.Abandoned;
import io.humanlayer.notifier.core.delivery.DeliveryEvent.Delivered;
import io.humanlayer.notifier.core.delivery.DeliveryEvent.Failed;
import io.humanlayer.notifier.core.delivery.DeliveryEvent.Scheduled;
import io.humanlayer.testkit.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryDeciderTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final String ORIGIN = "https://agent.example";
  private static final DeliveryRef DELIVERY =
      new DeliveryRef(new UUID(7, 1), new RequestId(new UUID(7, 0)), new OrganisationId("acme"));
  private static final Scheduled OWED = new Scheduled(DELIVERY, ORIGIN, NOON);

  private final Scenario<DeliveryCommand, Delivery, DeliveryEvent> delivery =
      Scenario.of(new DeliveryDecider());

  @Test
  void a_decision_that_is_owed_is_due_at_once() {
    delivery.when(new Schedule(DELIVERY, ORIGIN, NOON)).then(OWED);
  }

  @Test
  void nothing_is_owed_twice() {
    delivery.given(OWED).when(new Schedule(DELIVERY, ORIGIN, NOON)).thenRefused(ALREADY_SCHEDULED);
  }

  @Test
  void what_is_not_owed_is_not_attempted() {
    delivery.when(answered(1, 200)).thenRefused(NOT_SCHEDULED);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 204, 299})
  void any_2xx_is_an_acknowledgement(int status) {
    delivery
        .given(OWED)
        .when(answered(1, status))
        .then(new Delivered(DELIVERY, 1, status, NOON))
        .when(answered(2, 200))
        .thenRefused(SETTLED);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 307, 400, 401, 404, 500, 502})
  void anything_else_is_tried_again_after_five_seconds(int status) {
    delivery
        .given(OWED)
        .when(answered(1, status))
        .then(
            new Failed(
                DELIVERY,
                1,
                new Failure(status, "the receiver answered " + status),
                NOON.plusSeconds(5),
                NOON));
  }

  @Test
  void a_receiver_that_says_it_is_gone_is_believed() {
    delivery
        .given(OWED)
        .when(answered(1, 410))
        .then(new Abandoned(DELIVERY, 1, new Failure(410, "the receiver answered 410"), NOON));
  }

  @Test
  void a_receiver_that_may_not_be_reached_is_given_up() {
    delivery
        .given(OWED)
        .when(new Attempted(1, new Reply.Forbidden("not public"), NOON, 0))
        .then(new Abandoned(DELIVERY, 1, new Failure(null, "not public"), NOON));
  }

  @Test
  void a_receiver_that_does_not_answer_is_tried_again() {
    delivery
        .given(OWED)
        .when(new Attempted(1, new Reply.Unreachable("no answer in time"), NOON, 0))
        .then(
            new Failed(
                DELIVERY, 1, new Failure(null, "no answer in time"), NOON.plusSeconds(5), NOON));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void patience_that_is_asked_for_is_given(int status) {
    delivery
        .given(OWED)
        .when(answered(1, status, Duration.ofMinutes(2)))
        .then(failed(1, status, Duration.ofMinutes(2)));
  }

  @Test
  void patience_does_not_shorten_the_schedule() {
    delivery.given(OWED).when(answered(1, 503, Duration.ZERO)).then(failed(1, 503, seconds(5)));
  }

  @Test
  void patience_ends_after_a_day() {
    delivery
        .given(OWED)
        .when(answered(1, 429, Duration.ofDays(400)))
        .then(failed(1, 429, Duration.ofHours(24)));
  }

  @Test
  void only_429_and_503_may_ask_for_patience() {
    delivery
        .given(OWED)
        .when(answered(1, 500, Duration.ofHours(3)))
        .then(failed(1, 500, seconds(5)));
  }

  @ParameterizedTest
  @CsvSource({
    "1, PT5S",
    "2, PT5M",
    "3, PT30M",
    "4, PT2H",
    "5, PT5H",
    "6, PT10H",
    "7, PT14H",
    "8, PT20H",
    "9, PT24H"
  })
  void each_failure_waits_longer_than_the_one_before(int attempt, Duration wait) {
    delivery
        .given(OWED)
        .given(
            attempt == 1
                ? new DeliveryEvent[0]
                : new DeliveryEvent[] {failed(attempt - 1, 500, seconds(1))})
        .when(answered(attempt, 500))
        .then(failed(attempt, 500, wait));
  }

  @Test
  void the_tenth_failure_is_the_last() {
    delivery
        .given(OWED, failed(9, 500, seconds(1)))
        .when(answered(10, 500))
        .then(new Abandoned(DELIVERY, 10, new Failure(500, "the receiver answered 500"), NOON))
        .when(answered(11, 200))
        .thenRefused(SETTLED);
  }

  @Test
  void jitter_lengthens_a_wait_by_at_most_a_tenth() {
    delivery
        .given(OWED)
        .when(new Attempted(1, new Reply.Answered(500, null), NOON, 1))
        .then(failed(1, 500, Duration.ofMillis(5_500)));
  }

  @Test
  void the_same_attempt_is_not_counted_twice() {
    delivery
        .given(OWED)
        .when(answered(1, 500))
        .then(failed(1, 500, seconds(5)))
        .when(answered(1, 500))
        .thenRefused(OTHER_ATTEMPT);
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static Attempted answered(int attempt, int status) {
    return answered(attempt, status, null);
  }

  private static Attempted answered(int attempt, int status, Duration retryAfter) {
    return new Attempted(attempt, new Reply.Answered(status, retryAfter), NOON, 0);
  }

  private static Failed failed(int attempt, int status, Duration wait) {
    return new Failed(
        DELIVERY,
        attempt,
        new Failure(status, "the receiver answered " + status),
        NOON.plus(wait),
        NOON);
  }
}
