package io.humanlayer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// The service dies between a verdict and its commit: its transaction is ended from outside, as the
/// end of its process would.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(GatewayOnLoopback.class)
class DyingBeforeTheCommitTest extends OnStage {

  @Test
  void a_verdict_that_was_not_committed_was_not_given_and_given_again_it_counts_once() {
    String vera = Acme.sentinel("vera-commit", "finance.commitment");
    UUID id = stage.opened(stage.arbitrium("commitment"));
    List<String> before = stage.types(id);

    Response broken = killedInMidTransaction(id, () -> approve(vera, id));

    assertThat(broken.statusCode()).isGreaterThanOrEqualTo(500);
    assertThat(stage.types(id)).isEqualTo(before).doesNotContain("cases.VerdictGiven");
    assertThat(stage.count("offer", id)).isOne();

    assertThat(approve(vera, id).statusCode()).isEqualTo(200);
    stage.decided(id);
    assertThat(approve(vera, id).statusCode()).as("the same once more").isEqualTo(200);
    assertThat(stage.types(id))
        .containsOnlyOnce("cases.VerdictGiven", "decisions.Decided", "cases.Closed");
  }

  private static Response approve(String key, UUID id) {
    return Acme.give(key, id, "approve", Ruled.DIGEST, "seen");
  }

  /// Runs `act`, which waits for the case inside its transaction, and ends that transaction.
  private Response killedInMidTransaction(UUID id, Supplier<Response> act) {
    return jdbi.inTransaction(
        holder -> {
          holder
              .createQuery("select id from case_view where id = :id for update")
              .bind("id", id)
              .mapTo(UUID.class)
              .one();
          CompletableFuture<Response> answer = CompletableFuture.supplyAsync(act);
          Await.until(
              "the verdict's transaction is ended",
              () ->
                  jdbi.<Integer, RuntimeException>withHandle(
                      other ->
                          other
                              .createQuery(
                                  """
                                  select count(pg_terminate_backend(pid)) from pg_stat_activity
                                  where datname = current_database() and wait_event_type = 'Lock'
                                    and query like 'select id from case_view%for update'
                                  """)
                              .mapTo(Integer.class)
                              .one()),
              ended -> ended > 0);
          return answer.join();
        });
  }
}
