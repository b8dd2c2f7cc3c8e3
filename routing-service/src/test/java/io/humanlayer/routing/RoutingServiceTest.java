package io.humanlayer.routing;

import static io.humanlayer.routing.Acme.as;
import static io.humanlayer.routing.Acme.give;
import static io.humanlayer.routing.Acme.operator;
import static io.humanlayer.routing.Acme.problem;
import static io.humanlayer.routing.Acme.sentinel;
import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/// The whole service on a real broker, database and registry.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(GatewayOnLoopback.class)
class RoutingServiceTest extends OnStage {

  @Test
  void a_ruling_becomes_an_offer_and_a_verdict_the_decision() {
    String tess = sentinel("tess", "finance.treasury");
    String eve = sentinel("eve", "it.operations");
    UUID id = stage.opened(stage.arbitrium("treasury"));

    assertThat(as(tess).get("/v1/cases").jsonPath().getList("items.id")).contains(id.toString());
    assertThat(as(eve).get("/v1/cases").jsonPath().getList("items.id"))
        .doesNotContain(id.toString());
    assertThat(as(eve).get("/v1/cases/" + id).statusCode()).isEqualTo(404);
    Response shown = as(tess).get("/v1/cases/" + id);
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.jsonPath().getString("dossier.arguments.amount")).isEqualTo("1500.00");
    assertThat(shown.jsonPath().getString("action_digest")).isEqualTo(Ruled.DIGEST);

    Response verdict = give(tess, id, "approve", Ruled.DIGEST, "Invoice 4711 checked");

    assertThat(verdict.statusCode()).isEqualTo(200);
    assertThat(verdict.jsonPath().getString("outcome")).isEqualTo("APPROVED");
    assertThat(stage.types(id))
        .containsExactly(
            "cases.Opened",
            "cases.OfferMade",
            "cases.DossierViewed",
            "cases.VerdictGiven",
            "decisions.Decided",
            "cases.Closed");
    EventBody decided = stage.decided(id);
    assertThat(decided.text("basis")).isEqualTo("SENTINEL");
    assertThat(decided.text("reason")).isEqualTo("Invoice 4711 checked");
    assertThat(decided.records("verdicts").getFirst().text("sentinel")).isEqualTo("tess");
    assertThat(decided.records("verdicts").getFirst().text("assurance")).isEqualTo("key");
    assertThat(decided.optionalText("callbackUrl")).isEqualTo("https://agent.example/told");
    assertThat(decided.optionalInstant("usableUntil")).isNotNull();
    // The one that ends the approval if it is not used.
    assertThat(stage.count("timer", id)).isEqualTo(1);
  }

  @Test
  void the_same_verdict_again_is_the_same_answer_and_another_one_a_conflict() {
    String ada = sentinel("ada", "finance.payments");
    UUID id = stage.opened(stage.arbitrium("payments").needing(2));

    assertThat(give(ada, id, "approve", Ruled.DIGEST, "checked").statusCode()).isEqualTo(200);
    assertThat(give(ada, id, "approve", Ruled.DIGEST, "checked").statusCode()).isEqualTo(200);
    assertThat(problem(give(ada, id, "reject", Ruled.DIGEST, "no"))).isEqualTo("conflict");

    assertThat(stage.types(id)).containsOnlyOnce("cases.VerdictGiven");
  }

  @Test
  void a_verdict_that_does_not_hold_says_why() {
    String ada = sentinel("ada", "finance.payments");
    String eve = sentinel("eve", "it.operations");
    UUID id = stage.opened(stage.arbitrium("payments"));
    String other = "sha256:" + "00".repeat(32);

    assertThat(problem(give(ada, id, "approve", other, "ok"))).isEqualTo("digest-mismatch");
    assertThat(problem(give(eve, id, "approve", Ruled.DIGEST, "ok"))).isEqualTo("not-your-seat");
    assertThat(problem(give(ada, id, "approve", Ruled.DIGEST, null))).isEqualTo("invalid-request");
    assertThat(problem(give(ada, id, "maybe", Ruled.DIGEST, "ok"))).isEqualTo("invalid-request");
    assertThat(problem(give(ada, ids.next(), "approve", Ruled.DIGEST, "ok")))
        .isEqualTo("not-found");
    assertThat(problem(give("hls_nobody", id, "approve", Ruled.DIGEST, "ok")))
        .isEqualTo("unauthenticated");
    sentinel("ada", "it.operations");
    assertThat(problem(give(ada, id, "approve", Ruled.DIGEST, "ok"))).isEqualTo("not-eligible");

    assertThat(stage.types(id)).doesNotContain("cases.VerdictGiven");
    assertThat(stage.count("reason", id)).isZero();
  }

  @Test
  void two_verdicts_at_once_are_one_decision() throws Exception {
    String ada = sentinel("ada", "finance.payments");
    String ben = sentinel("ben", "finance.payments");
    try (var pool = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 5; round++) {
        UUID id = stage.opened(stage.arbitrium("payments"));
        var start = new CountDownLatch(1);
        List<Future<Integer>> both =
            Stream.of(Map.entry(ada, "approve"), Map.entry(ben, "reject"))
                .map(
                    one ->
                        pool.submit(
                            () -> {
                              start.await();
                              return give(one.getKey(), id, one.getValue(), Ruled.DIGEST, "because")
                                  .statusCode();
                            }))
                .toList();
        start.countDown();

        assertThat(List.of(both.get(0).get(), both.get(1).get()))
            .containsExactlyInAnyOrder(200, 409);
        assertThat(stage.types(id)).containsOnlyOnce("decisions.Decided");
      }
    }
  }

  @Test
  void a_ruling_that_comes_again_opens_no_second_case() {
    sentinel("ada", "finance.payments");
    var ruled = stage.arbitrium("payments");
    UUID event = ids.next();
    stage.publish(ruled, event);
    stage.publish(ruled, event);
    stage.publish(ruled);
    UUID later = stage.opened(stage.arbitrium("payments"));

    assertThat(stage.types(ruled.id())).containsExactlyElementsOf(stage.types(later));
  }

  @Test
  void what_policy_decides_by_itself_opens_no_case() {
    sentinel("ada", "finance.payments");
    var allowed = stage.arbitrium("payments").says("ALLOW");
    stage.publish(allowed);

    stage.opened(stage.arbitrium("payments"));

    assertThat(stage.types(allowed.id())).isEmpty();
  }

  @Test
  void silence_is_a_denial_in_time() {
    String ada = sentinel("ada", "finance.payments");
    UUID id = stage.opened(stage.arbitrium("payments").within("PT1S"));

    EventBody decided = stage.decided(id);

    assertThat(decided.text("outcome")).isEqualTo("EXPIRED");
    assertThat(decided.text("basis")).isEqualTo("TIMEOUT");
    assertThat(decided.records("verdicts")).isEmpty();
    assertThat(decided.optionalInstant("usableUntil")).isNull();
    assertThat(problem(give(ada, id, "approve", Ruled.DIGEST, "late"))).isEqualTo("case-closed");
  }

  @Test
  void a_case_without_people_waits_for_them() {
    var ruled = stage.arbitrium("astronomy");
    stage.publish(ruled);
    Await.until(
        "the case is unroutable",
        () -> stage.types(ruled.id()),
        t -> t.contains("cases.Unroutable"));

    String vera = sentinel("vera", "finance.astronomy");

    Await.until("an offer", () -> stage.types(ruled.id()), t -> t.contains("cases.OfferMade"));
    assertThat(as(vera).get("/v1/cases").jsonPath().getList("items.id"))
        .contains(ruled.id().toString());
  }

  @Test
  void while_the_gateway_is_down_nothing_is_shown_and_no_verdict_is_lost() {
    String ada = sentinel("ada", "finance.payments");
    UUID id = stage.opened(stage.arbitrium("payments"));

    GatewayOnLoopback.down(true);
    Response unavailable = as(ada).get("/v1/cases/" + id);
    Response verdict = give(ada, id, "approve", Ruled.DIGEST, "known by heart");

    assertThat(problem(unavailable)).isEqualTo("unavailable");
    assertThat(unavailable.header("Retry-After")).isNotNull();
    assertThat(verdict.statusCode()).isEqualTo(200);
    assertThat(stage.types(id)).doesNotContain("cases.DossierViewed");
  }

  @Test
  void a_record_that_cannot_be_read_goes_to_the_dead_letters_and_the_next_one_flows() {
    sentinel("ada", "finance.payments");
    var poison = stage.arbitrium("payments");
    stage.publish(poison, poison.envelope(ids.next()).headers(), new byte[] {1, 2, 3});
    stage.publish(poison, new RecordHeaders(), new byte[] {4});
    stage.publish(Ruled.arbitrium(poison.id()));

    stage.opened(stage.arbitrium("payments"));

    var dead =
        stage
            .kafka()
            .await(
                Stage.RULINGS + ".routing-service.dlq",
                3,
                it -> poison.id().toString().equals(it.key()));
    assertThat(dead)
        .extracting(
            it ->
                new String(
                    it.headers().lastHeader("dead-letter-reason").value(), StandardCharsets.UTF_8))
        .anyMatch(reason -> reason.contains("wire format"))
        .anyMatch(reason -> reason.contains("ce_id is missing"))
        .anyMatch(reason -> reason.contains("1 to 16 panels"));
    assertThat(stage.types(poison.id())).isEmpty();
  }

  @Test
  void sentinels_are_registered_by_the_operator_and_told_to_the_others() {
    String body = "{\"organisation\":\"acme\",\"id\":\"nadia\",\"displayName\":\"Nadia\",";

    assertThat(problem(as("wrong").body("{}").post("/v1/sentinels"))).isEqualTo("unauthenticated");
    Response wrong =
        operator().body(body + "\"source\":\"moon\",\"vote\":1}").post("/v1/sentinels");
    assertThat(problem(wrong)).isEqualTo("invalid-request");
    assertThat(wrong.jsonPath().getList("errors.pointer")).contains("/source", "/vote");
    String full = body + "\"source\":\"internal\",\"qualifications\":[{\"name\":\"q\"}]}";
    assertThat(operator().body(full).post("/v1/sentinels").statusCode()).isEqualTo(201);
    assertThat(operator().body(full).post("/v1/sentinels").statusCode()).isEqualTo(200);
    assertThat(operator().post("/v1/sentinels/nobody/keys?organisation=acme").statusCode())
        .isEqualTo(404);
    assertThat(operator().get("/v1/sentinels?organisation=acme").jsonPath().getList("items.id"))
        .contains("nadia");

    List<String> topics =
        jdbi.withHandle(
            h ->
                h.createQuery("select topic from journal where key = 'acme/nadia' order by version")
                    .mapTo(String.class)
                    .list());
    assertThat(topics).containsExactly("hl.sentinels.v1", "hl.sentinels.v1");
  }

  @Test
  void nobody_sees_the_cases_of_another_organisation() {
    sentinel("ada", "finance.payments");
    String mal = sentinel("globex", "ada", "finance.payments");
    UUID id = stage.opened(stage.arbitrium("payments"));

    assertThat(as(mal).get("/v1/cases").jsonPath().getList("items")).isEmpty();
    assertThat(problem(as(mal).get("/v1/cases/" + id))).isEqualTo("not-found");
    assertThat(problem(give(mal, id, "approve", Ruled.DIGEST, "ok"))).isEqualTo("not-found");
  }
}
