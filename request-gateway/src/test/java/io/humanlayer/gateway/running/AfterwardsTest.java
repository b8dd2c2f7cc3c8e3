package io.humanlayer.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What an agent does after it has asked.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(RoutingOnLoopback.class)
class AfterwardsTest extends Running {

  @AfterEach
  void routingIsUp() {
    RoutingOnLoopback.down(false);
  }

  @Test
  void an_approval_by_policy_is_used_once_however_many_try_at_the_same_time() {
    String id = decided("POLICY", Instant.now().plusSeconds(60));
    String digest = view(id).path("action_digest").asText();

    List<Integer> answers =
        IntStream.range(0, 6)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> consume(id, digest)))
            .toList()
            .stream()
            .map(future -> future.join().status())
            .sorted()
            .toList();

    assertThat(answers).containsExactly(200, 409, 409, 409, 409, 409);
    consume(id, digest).problem(409, "already-consumed");
    assertThat(view(id).at("/use/status").asText()).isEqualTo("consumed");
    assertThat(
            jdbi.<List<String>, RuntimeException>withHandle(
                h ->
                    h.createQuery("select type from journal where stream = :id")
                        .bind("id", UUID.fromString(id))
                        .mapTo(String.class)
                        .list()))
        .containsExactly("io.humanlayer.decisions.Consumed.v1");
  }

  @Test
  void what_is_not_approved_late_or_something_else_is_refused() {
    String pending = ask(transfer("1500")).id();
    String digest = view(pending).path("action_digest").asText();
    consume(pending, digest).problem(409, "not-approved");

    String late = decided("POLICY", Instant.now().minusSeconds(1));
    consume(late, digest).problem(409, "expired");
    consume(late, "sha256:" + "0".repeat(64)).problem(409, "digest-mismatch");
    consume(late, "").problem(400, "invalid-request");
    asks("seller", "/v1/requests/" + late + "/consume", body(digest)).problem(404, "not-found");
  }

  @Test
  void an_approval_of_a_case_is_used_at_the_case_and_an_outage_is_no_leave() {
    String id = decided("SENTINEL", Instant.now().plusSeconds(60));
    String digest = view(id).path("action_digest").asText();

    RoutingOnLoopback.down(true);
    consume(id, digest).problem(503, "unavailable");
    RoutingOnLoopback.down(false);
    assertThat(consume(id, digest).status()).isEqualTo(200);
    consume(id, digest).problem(409, "already-consumed");
  }

  @Test
  void what_is_suspended_is_stamped_and_uses_nothing() {
    String id = decided("POLICY", Instant.now().plusSeconds(60));
    String digest = view(id).path("action_digest").asText();
    String suspension = UUID.randomUUID().toString();
    suspend(suspension, true);
    Await.until(() -> consume(id, digest).json().path("type").asText().endsWith("/suspended"));

    String stamped = ask(transfer("7")).id();
    var record =
        kafka.await(
            "hl.intake.v1", 1, it -> header(it.headers().lastHeader("ce_subject")).equals(stamped));
    assertThat(
            wire.decode("io.humanlayer.intake.RequestSubmitted", record.getFirst().value())
                .texts("suspensions"))
        .containsExactly(suspension);

    suspend(suspension, false);
    Await.until(() -> consume(id, digest).status() == 200);
  }

  @Test
  void a_question_is_seen_and_answered_and_its_words_are_in_the_dossier() {
    String id = ask(transfer("1500")).id();
    publish(
        "hl.cases.v1",
        id,
        "io.humanlayer.cases.InfoRequested",
        Map.of(
            "requestId",
            id,
            "org",
            ORG,
            "sentinel",
            "ada",
            "number",
            1,
            "question",
            "Which invoice?",
            "at",
            Decisions.AT));
    Await.until(() -> view(id).at("/question/text").asText().equals("Which invoice?"));

    String info = "/v1/requests/" + id + "/info";
    assertThat(asks("buyer", info, "{\"question\":1,\"answer\":\"4711\"}").status()).isEqualTo(202);
    assertThat(asks("buyer", info, "{\"question\":1,\"answer\":\"4711\"}").status()).isEqualTo(202);
    asks("buyer", info, "{\"question\":1,\"answer\":\"4712\"}").problem(409, "conflict");

    var told =
        kafka.await(
            "hl.intake.v1",
            2,
            it ->
                header(it.headers().lastHeader("ce_subject")).equals(id)
                    && header(it.headers().lastHeader("ce_type")).contains("InfoProvided"));
    assertThat(told.get(0).headers().lastHeader("ce_id").value())
        .isEqualTo(told.get(1).headers().lastHeader("ce_id").value());
    JsonNode dossier =
        send(builder(
                    "/v1/dossiers/" + id,
                    "Authorization",
                    "Bearer " + RealInfrastructure.SERVICE_TOKEN,
                    "x-humanlayer-organisation",
                    ORG)
                .GET())
            .json();
    assertThat(dossier.at("/info/0").asText()).isEqualTo("4711");
  }

  @Test
  void a_request_is_withdrawn_until_it_is_decided() {
    String id = ask(transfer("1500")).id();
    assertThat(
            send(builder("/v1/requests/" + id).header("x-api-key", key("buyer")).DELETE()).status())
        .isEqualTo(202);
    kafka.await(
        "hl.intake.v1",
        1,
        it ->
            header(it.headers().lastHeader("ce_subject")).equals(id)
                && header(it.headers().lastHeader("ce_type")).contains("RequestCancelled"));

    String over = decided("POLICY", Instant.now().plusSeconds(60));
    send(builder("/v1/requests/" + over).header("x-api-key", key("buyer")).DELETE())
        .problem(409, "case-closed");
  }

  private Answer consume(String id, String digest) {
    return asks("buyer", "/v1/requests/" + id + "/consume", body(digest));
  }

  private static String body(String digest) {
    return "{\"action_digest\":\"" + digest + "\"}";
  }

  private String decided(String basis, Instant usableUntil) {
    String id = ask(transfer("1500")).id();
    Map<String, @Nullable Object> values = new HashMap<>(Decisions.decided(id, "APPROVED"));
    values.put("basis", basis);
    values.put("usableUntil", usableUntil);
    publish("hl.decisions.v1", id, "io.humanlayer.decisions.Decided", values);
    Await.until(() -> view(id).path("status").asText().equals("approved"));
    return id;
  }

  private void suspend(String id, boolean active) {
    publish(
        "hl.suspensions.v1",
        ORG + "/" + id,
        "io.humanlayer.suspensions.SuspensionChanged",
        Map.of(
            "id",
            id,
            "org",
            ORG,
            "scope",
            "operation",
            "subject",
            "payment.transfer",
            "active",
            active,
            "by",
            "operator",
            "reason",
            "drill",
            "at",
            Decisions.AT));
  }

  private JsonNode view(String id) {
    return read("buyer", "/v1/requests/" + id).json();
  }

  private static String header(org.apache.kafka.common.header.@Nullable Header header) {
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
