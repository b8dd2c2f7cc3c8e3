package io.humanlayer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.routing.app.CaseLog;
import io.humanlayer.routing.app.FireTimers;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The timers in the database, with several who fire them at once.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(GatewayOnLoopback.class)
class DueTimersTest extends OnStage {

  private static final int CASES = 60;

  /// When a timer that could not be fired is tried again.
  private static final Duration SECOND_TRY = Duration.ofSeconds(30);

  @Inject FireTimers timers;

  @AfterEach
  void the_clock_is_right_again() {
    ShiftedClock.back();
  }

  @Test
  void whoever_fires_them_each_timer_fires_once() {
    Acme.sentinel("uma", "finance.chronology");
    List<UUID> cases =
        Stream.generate(() -> stage.arbitrium("chronology").within("PT1S"))
            .limit(CASES)
            .map(
                ruled -> {
                  stage.publish(ruled);
                  return ruled.id();
                })
            .toList();

    var others =
        IntStream.range(0, 4)
            .mapToObj(_ -> CompletableFuture.runAsync(() -> fireUntilAllAreOver(cases)))
            .toList();
    others.forEach(CompletableFuture::join);

    for (UUID id : cases) {
      assertThat(stage.types(id)).containsOnlyOnce("decisions.Decided", "cases.Closed");
      assertThat(stage.count("timer", id)).isZero();
    }
  }

  @Test
  void a_timer_that_is_no_longer_awaited_does_nothing_and_is_gone() {
    Acme.sentinel("uma", "finance.chronology");
    UUID id = stage.opened(stage.arbitrium("chronology"));
    List<String> before = stage.types(id);

    jdbi.useHandle(
        h ->
            h.createUpdate(
                    "insert into timer (case_id, kind, seq, epoch, due_at) values"
                        + " (:id, 'OFFER', 77, 0, now() - interval '1 second'),"
                        + " (:id, 'COOLDOWN', 0, 9, now() - interval '1 second')")
                .bind("id", id)
                .execute());

    Await.until(
        "the stale ones are gone",
        () ->
            jdbi.<Integer, RuntimeException>withHandle(
                h ->
                    h.createQuery(
                            "select count(*) from timer where case_id = :id and due_at < now()")
                        .bind("id", id)
                        .mapTo(Integer.class)
                        .one()),
        count -> count == 0);
    assertThat(stage.types(id)).isEqualTo(before);
  }

  @Test
  void the_clock_jumps_ahead_and_back_and_the_case_is_over_once() {
    String key = Acme.sentinel("uma", "finance.chronology");
    UUID id = stage.opened(stage.arbitrium("chronology"));

    ShiftedClock.forward(Duration.ofHours(3));
    assertThat(stage.decided(id).text("outcome")).isEqualTo("EXPIRED");
    ShiftedClock.back();

    assertThat(Acme.problem(Acme.give(key, id, "approve", Ruled.DIGEST, "ok")))
        .as("the offer was over before the case was")
        .isEqualTo("not-your-seat");
    timers.fireDue();
    assertThat(stage.types(id)).containsOnlyOnce("decisions.Decided", "cases.Closed");
    assertThat(stage.count("timer", id)).isZero();
  }

  @Test
  void the_clock_jumps_back_and_what_is_not_due_yet_waits_and_can_be_decided() {
    String key = Acme.sentinel("uma", "finance.chronology");
    ShiftedClock.forward(Duration.ofHours(3));
    UUID id = stage.opened(stage.arbitrium("chronology"));
    ShiftedClock.back();

    timers.fireDue();
    assertThat(stage.types(id)).doesNotContain("decisions.Decided");
    assertThat(Acme.give(key, id, "approve", Ruled.DIGEST, "ok").statusCode()).isEqualTo(200);
    assertThat(stage.decided(id).text("outcome")).isEqualTo("APPROVED");
    assertThat(stage.types(id)).containsOnlyOnce("decisions.Decided", "cases.Closed");
  }

  /// Each lapse changes the register of its organisation, which is locked while it changes.
  @Test
  void offers_of_many_organisations_lapse_at_once_and_nobody_waits_for_each_other() {
    List<String> organisations =
        IntStream.range(0, 8).mapToObj(number -> "lapsing-" + number).toList();
    organisations.forEach(org -> Acme.sentinel(org, "una", "finance.lapsing"));
    List<UUID> cases =
        IntStream.range(0, CaseLog.MAX_BATCH + CASES)
            .mapToObj(i -> organisations.get(i % organisations.size()))
            .map(
                org ->
                    new Ruled(
                        ids.next(), org, "ARBITRIUM", List.of("lapsing"), 1, "PT9H", Map.of()))
            .peek(stage::publish)
            .map(Ruled::id)
            .toList();

    for (int round = 1; round <= 3; round++) {
      int offers = round * cases.size();
      Await.until("everybody is asked", () -> made("OfferMade", cases), it -> it == offers);
      ShiftedClock.forward(Duration.ofMinutes(11));
      Instant start = Instant.now();
      var others =
          IntStream.range(0, 4)
              .mapToObj(_ -> CompletableFuture.runAsync(() -> timers.fireDue()))
              .toList();
      others.forEach(CompletableFuture::join);
      Await.until("all have lapsed", () -> made("OfferLapsed", cases), it -> it == offers);
      assertThat(Duration.between(start, Instant.now())).isLessThan(SECOND_TRY);
    }
  }

  private int made(String event, List<UUID> cases) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select count(*) from journal where stream = any(:ids) and type like :type")
                .bindArray("ids", UUID.class, cases.toArray())
                .bind("type", "%" + event + "%")
                .mapTo(Integer.class)
                .one());
  }

  private void fireUntilAllAreOver(List<UUID> cases) {
    Await.until(
        "all cases are over",
        () -> {
          timers.fireDue();
          return decided(cases);
        },
        over -> over == cases.size());
  }

  private int decided(List<UUID> cases) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select count(*) from case_view where status = 'decided' and id = any(:ids)")
                .bindArray("ids", UUID.class, cases.toArray())
                .mapTo(Integer.class)
                .one());
  }
}
