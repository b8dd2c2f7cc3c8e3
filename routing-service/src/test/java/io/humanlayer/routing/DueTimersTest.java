package io.humanlayer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.routing.app.FireTimers;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The timers in the database, with several who fire them at once.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(GatewayOnLoopback.class)
class DueTimersTest extends OnStage {

  private static final int CASES = 60;

  @Inject FireTimers timers;

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
