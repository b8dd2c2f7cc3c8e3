package io.humanlayer.routing;

import static io.humanlayer.routing.Acme.as;
import static io.humanlayer.routing.Acme.give;
import static io.humanlayer.routing.Acme.operator;
import static io.humanlayer.routing.Acme.problem;
import static io.humanlayer.routing.Acme.sentinel;
import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What Sentinels, operators and the gateway do with a case besides giving verdicts.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(GatewayOnLoopback.class)
class SeatsOverHttpTest extends OnStage {

  @Test
  void two_sentinels_claim_the_last_seat_at_once_and_one_has_it() {
    String zed = sentinel("zed", "finance.zoology");
    String zoe = sentinel("zoe", "finance.zoology");
    UUID id = stage.opened(stage.arbitrium("zoology"));
    Await.until("both are asked", () -> offers(id), count -> count == 2);

    List<Integer> answers =
        List.of(zed, zoe).stream()
            .map(
                key -> CompletableFuture.supplyAsync(() -> post(key, id, "claim", "").statusCode()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .sorted()
            .toList();

    assertThat(answers).containsExactly(200, 409);
    assertThat(stage.types(id)).containsOnlyOnce("cases.Claimed", "cases.OfferWithdrawn");
    String winner = as(zed).get("/v1/cases/" + id).statusCode() == 200 ? zed : zoe;
    String loser = winner.equals(zed) ? zoe : zed;
    assertThat(as(loser).get("/v1/cases/" + id).statusCode()).isEqualTo(404);
    assertThat(as(loser).get("/v1/cases").jsonPath().getList("items.id"))
        .doesNotContain(id.toString());
    assertThat(problem(give(loser, id, "approve", Ruled.DIGEST, "ok"))).isEqualTo("not-your-seat");
    assertThat(as(winner).get("/v1/cases/" + id).jsonPath().getString("seat")).isEqualTo("held");
    assertThat(give(winner, id, "approve", Ruled.DIGEST, "ok").statusCode()).isEqualTo(200);
  }

  @Test
  void whoever_declines_or_is_recused_sees_the_case_no_more_and_somebody_else_is_asked() {
    String amy = sentinel("amy", "finance.botany");
    String bob = sentinel("bob", "finance.botany");
    String cid = sentinel("cid", "finance.botany");
    UUID id = stage.opened(stage.arbitrium("botany"));

    assertThat(post(amy, id, "decline", "{\"reason\":\"busy\"}").statusCode()).isEqualTo(200);
    assertThat(as(amy).get("/v1/cases/" + id).statusCode()).isEqualTo(404);
    assertThat(post(bob, id, "claim", "").statusCode()).isEqualTo(200);
    assertThat(problem(post(bob, id, "recuse", "{}"))).isEqualTo("invalid-request");
    assertThat(post(bob, id, "recuse", "{\"reason_code\":\"conflict\"}").statusCode())
        .isEqualTo(200);
    assertThat(as(bob).get("/v1/cases/" + id).statusCode()).isEqualTo(404);
    Await.until(
        "the third one is asked",
        () -> as(cid).get("/v1/cases/" + id).statusCode(),
        status -> status == 200);
  }

  @Test
  void a_question_reaches_the_agent_and_its_answer_the_sentinel() {
    String dee = sentinel("dee", "finance.geology");
    UUID id = stage.opened(stage.arbitrium("geology"));

    assertThat(problem(post(dee, id, "ask", "{\"question\":\"Which?\"}")))
        .isEqualTo("not-your-seat");
    post(dee, id, "claim", "");
    assertThat(post(dee, id, "ask", "{\"question\":\"Which invoice?\"}").statusCode())
        .isEqualTo(200);
    assertThat(as(dee).get("/v1/cases/" + id).jsonPath().getString("question"))
        .isEqualTo("Which invoice?");
    intake(
        id,
        "io.humanlayer.intake.InfoProvided",
        Map.of("agent", "paybot", "number", 1, "digest", "sha256:x", "at", Instant.now()));
    Await.until("the answer", () -> stage.types(id), t -> t.contains("cases.InfoGiven"));
    assertThat(give(dee, id, "approve", Ruled.DIGEST, "ok").statusCode()).isEqualTo(200);
  }

  @Test
  void an_approval_is_used_once_however_many_try() {
    UUID id = approved("fay", "history");

    List<Integer> answers =
        IntStream.range(0, 6)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> consume(id).statusCode()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .sorted()
            .toList();

    assertThat(answers).containsExactly(200, 409, 409, 409, 409, 409);
    assertThat(problem(consume(id))).isEqualTo("already-consumed");
    assertThat(stage.types(id)).containsOnlyOnce("decisions.Consumed");
    assertThat(stage.count("timer", id)).isZero();
  }

  @Test
  void whoever_approved_may_take_it_back_before_it_is_used() {
    UUID id = approved("gil", "logic");
    String gil = sentinel("gil", "finance.logic");

    assertThat(post(gil, id, "revoke", "{\"reason\":\"a mistake\"}").statusCode()).isEqualTo(200);

    assertThat(problem(consume(id))).isEqualTo("revoked");
    assertThat(problem(post(gil, id, "revoke", "{}"))).isEqualTo("not-your-seat");
  }

  @Test
  void a_rejection_can_be_reopened_by_the_operator() {
    String hal = sentinel("hal", "finance.music");
    UUID id = stage.opened(stage.arbitrium("music"));
    give(hal, id, "reject", Ruled.DIGEST, "no");
    String body = "{\"organisation\":\"acme\",\"reason\":\"The budget was raised\"}";

    assertThat(problem(as(hal).body(body).post("/v1/cases/" + id + "/reopen")))
        .isEqualTo("unauthenticated");
    assertThat(operator().body(body).post("/v1/cases/" + id + "/reopen").statusCode())
        .isEqualTo(200);

    assertThat(stage.types(id)).containsOnlyOnce("decisions.Reopened");
  }

  @Test
  void what_is_suspended_stops_within_a_second_and_stays_stopped() {
    String ida = sentinel("ida", "finance.optics");
    UUID open = stage.opened(stage.arbitrium("optics"));
    UUID used = approved("ida", "optics");
    String order =
        "{\"organisation\":\"acme\",\"scope\":\"agent\",\"subject\":\"paybot\",\"reason\":\"drill\"}";

    Response declared = operator().body(order).post("/v1/suspensions");
    assertThat(declared.statusCode()).isEqualTo(201);
    String suspension = declared.jsonPath().getString("id");
    try {
      EventBody ended = stage.decided(open);
      assertThat(ended.text("outcome")).isEqualTo("CANCELLED");
      assertThat(ended.instant("decidedAt"))
          .isBefore(Instant.parse(declared.jsonPath().getString("since")).plusSeconds(1));
      assertThat(stage.types(used)).contains("decisions.Revoked");
      assertThat(problem(consume(used))).isEqualTo("revoked");
      assertThat(problem(give(ida, open, "approve", Ruled.DIGEST, "ok"))).isEqualTo("case-closed");
      var late = stage.arbitrium("optics");
      stage.publish(late);
      assertThat(stage.decided(late.id()).text("outcome")).isEqualTo("CANCELLED");
      assertThat(operator().get("/v1/suspensions?organisation=acme").jsonPath().getList("items.id"))
          .contains(suspension);
    } finally {
      assertThat(
              operator()
                  .delete("/v1/suspensions/" + suspension + "?organisation=acme")
                  .statusCode())
          .isEqualTo(204);
    }
    assertThat(problem(operator().body(order.replace("drill", "")).post("/v1/suspensions")))
        .isEqualTo("invalid-request");
    assertThat(problem(as(ida).body(order).post("/v1/suspensions"))).isEqualTo("unauthenticated");
  }

  @Test
  void a_request_that_was_withdrawn_ends_its_case_even_when_that_comes_first() {
    sentinel("jon", "finance.physics");
    UUID id = stage.opened(stage.arbitrium("physics"));
    intake(
        id,
        "io.humanlayer.intake.RequestCancelled",
        Map.of("by", "paybot", "cancelledAt", Instant.now()));
    assertThat(stage.decided(id).text("outcome")).isEqualTo("CANCELLED");

    var early = stage.arbitrium("physics");
    intake(
        early.id(),
        "io.humanlayer.intake.RequestCancelled",
        Map.of("by", "paybot", "cancelledAt", Instant.now()));
    Await.until(
        "the withdrawal is noted",
        () ->
            jdbi.<Integer, RuntimeException>withHandle(
                h ->
                    h.createQuery("select count(*) from withdrawal where id = :id")
                        .bind("id", early.id())
                        .mapTo(Integer.class)
                        .one()),
        count -> count == 1);
    stage.publish(early);
    assertThat(stage.decided(early.id()).text("outcome")).isEqualTo("CANCELLED");
  }

  @Test
  void in_an_emergency_one_person_approves_and_two_others_look_at_it_afterwards() {
    sentinel("kay", "finance.rhetoric");
    sentinel("lee", "finance.rhetoric");
    String max = sentinel("max", "emergency.break-glass");
    UUID id = stage.opened(stage.arbitrium("rhetoric"));
    String body = "{\"action_digest\":\"" + Ruled.DIGEST + "\",\"reason\":\"the dam breaks\"}";

    String kay = sentinel("kay", "finance.rhetoric");
    assertThat(problem(post(kay, id, "break-glass", body))).isEqualTo("not-eligible");
    assertThat(post(max, id, "break-glass", body).statusCode()).isEqualTo(200);

    EventBody decided = stage.decided(id);
    assertThat(decided.text("outcome")).isEqualTo("APPROVED");
    assertThat(decided.records("verdicts").getFirst().text("panel"))
        .isEqualTo("emergency.break-glass");
    Await.until(
        "a review is offered",
        () -> as(kay).get("/v1/cases").jsonPath().getList("items.operation"),
        operations -> operations.contains("payment.transfer"));
  }

  @Test
  void people_from_outside_see_what_their_panel_reveals_and_no_more() {
    String nan = outsider("nan", "finance.rare");
    UUID id = stage.opened(stage.arbitrium("rare"));

    Response shown = as(nan).get("/v1/cases/" + id);

    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.jsonPath().getString("dossier.arguments.currency")).isEqualTo("•••");
    assertThat(shown.jsonPath().getString("dossier.arguments.iban")).isEqualTo("•••");
    assertThat(shown.jsonPath().getString("dossier.summary")).isNull();
    assertThat(shown.asString()).doesNotContain("IT60X", "Pay the supplier", "1500.00");
  }

  private UUID approved(String name, String panel) {
    String key = sentinel(name, "finance." + panel);
    UUID id = stage.opened(stage.arbitrium(panel));
    assertThat(give(key, id, "approve", Ruled.DIGEST, "ok").statusCode()).isEqualTo(200);
    return id;
  }

  private static Response consume(UUID id) {
    return as(RealInfrastructure.SERVICE_TOKEN)
        .body(
            "{\"organisation\":\"acme\",\"executor\":\"paybot\",\"action_digest\":\""
                + Ruled.DIGEST
                + "\"}")
        .post("/v1/cases/" + id + "/consume");
  }

  private static Response post(String key, UUID id, String act, String body) {
    return as(key).body(body).post("/v1/cases/" + id + "/" + act);
  }

  private static String outsider(String id, String qualification) {
    String body =
        """
        {"organisation":"acme","id":"%s","displayName":"%s","source":"external",
         "qualifications":[{"name":"%s","level":1,"validFrom":"2020-01-01T00:00:00Z"}]}
        """
            .formatted(id, id, qualification);
    operator().body(body).post("/v1/sentinels");
    return operator()
        .post("/v1/sentinels/" + id + "/keys?organisation=acme")
        .jsonPath()
        .getString("key");
  }

  private int offers(UUID id) {
    return (int) stage.types(id).stream().filter("cases.OfferMade"::equals).count();
  }

  private void intake(UUID id, String event, Map<String, ? extends @Nullable Object> special) {
    var values = new HashMap<String, @Nullable Object>(special);
    values.put("requestId", id);
    values.put("org", "acme");
    var envelope =
        new Envelope(
            ids.next(),
            "/services/request-gateway",
            Contracts.type(event),
            id.toString(),
            Instant.now(),
            "acme",
            null,
            null);
    stage
        .kafka()
        .produce(
            "hl.intake.v1",
            "acme|paybot",
            envelope.headers(),
            wire.encode("hl.intake.v1", EventBody.of(event, values)));
  }
}
