package io.humanlayer.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.Envelope;
import io.humanlayer.kernel.Uuids;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class AskOverHttpTest extends Running {

  private final String unique = UUID.randomUUID().toString();

  @Test
  void an_agent_asks_and_the_request_is_on_the_intake_topic() {
    Answer answer = ask(transfer("\"1000.00\""), "Idempotency-Key", unique);
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("location")).isEqualTo("/v1/requests/" + answer.id());
    assertThat(answer.header("etag")).isEqualTo("\"1\"");
    assertThat(answer.json().path("status").asText()).isEqualTo("pending");
    assertThat(answer.json().at("/arguments/amount").asText()).isEqualTo("1000.00");
    assertThat(answer.json().at("/state/thread").asInt()).isEqualTo(7);

    var message =
        kafka.await("hl.intake.v1", 1, m -> subject(m.headers()).equals(answer.id())).getFirst();
    Envelope envelope = Envelope.from(message.headers());
    assertThat(message.key()).isEqualTo("acme|buyer");
    assertThat(envelope.type()).isEqualTo("io.humanlayer.intake.RequestSubmitted.v1");
    assertThat(envelope.source()).isEqualTo("/services/request-gateway");
    assertThat(envelope.org()).isEqualTo(ORG);
    assertThat(envelope.id()).isEqualTo(Uuids.v5(UUID.fromString(answer.id()), envelope.type()));
    var event = wire.decode("io.humanlayer.intake.RequestSubmitted", message.value());
    assertThat(event.text("requestId")).isEqualTo(answer.id());
    assertThat(event.record("agent").text("id")).isEqualTo("buyer");
    assertThat(event.record("action").text("digest"))
        .isEqualTo(answer.json().path("action_digest").asText());
    assertThat(event.text("door")).isEqualTo("HTTP");
    assertThat(event.text("dossierDigest")).startsWith("sha256:");
    assertThat(event.instant("expiresAt"))
        .isEqualTo(event.instant("submittedAt").plusSeconds(172_800));
  }

  @Test
  void the_same_key_and_the_same_body_are_the_same_request() {
    String first = ask(transfer("5"), "Idempotency-Key", unique).id();
    Answer again = ask(transfer("5.0"), "Idempotency-Key", unique);
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.id()).isEqualTo(first);
  }

  @Test
  void the_same_key_and_another_body_is_a_conflict() {
    ask(transfer("5"), "Idempotency-Key", unique);
    ask(transfer("6"), "Idempotency-Key", unique).problem(422, "idempotency-conflict");
  }

  @Test
  void the_same_key_of_another_agent_is_a_conflict() {
    ask(transfer("5"), "Idempotency-Key", unique);
    asks("seller", "/v1/requests", transfer("5"), "Idempotency-Key", unique)
        .problem(422, "idempotency-conflict");
  }

  @Test
  void a_key_in_the_body_counts_too() {
    String body = "{\"operation\":\"o\",\"arguments\":{},\"idempotency_key\":\"" + unique + "\"}";
    assertThat(ask(body).id()).isEqualTo(ask(body).id());
  }

  @Test
  void without_a_key_each_is_a_request_of_its_own() {
    assertThat(ask(transfer("5")).id()).isNotEqualTo(ask(transfer("5")).id());
  }

  @Test
  void many_identical_calls_at_once_are_one_request() {
    key("buyer");
    Set<String> ids =
        IntStream.range(0, 8)
            .mapToObj(
                _ ->
                    CompletableFuture.supplyAsync(
                        () -> ask(transfer("5"), "Idempotency-Key", unique).id()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .collect(Collectors.toSet());
    assertThat(ids).hasSize(1);
    String id = ids.iterator().next();
    kafka.await("hl.intake.v1", 1, m -> subject(m.headers()).equals(id));
    assertThat(kafka.read("hl.intake.v1"))
        .filteredOn(m -> subject(m.headers()).equals(id))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"operation\": | `` | Not valid JSON at line 1, column 14",
        "{\"operation\":\"a\",\"operation\":\"b\"} | `` | Not valid JSON at line 1, column 29: Duplicate",
        "{\"operation\":\"o\",\"arguments\":{\"x\":NaN}} | `` | Not valid JSON at line 1, column 38: Non-standard token 'NaN'",
        "{\"arguments\":{}} | /operation | The field is required.",
        "{\"operation\":\"o\"} | /arguments | The field is required.",
        "{\"operation\":\"o\",\"arguments\":[]} | /arguments | The field must be an object.",
        "{\"operation\":\"o\",\"arguments\":{},\"x/y\":1} | /x~1y | There is no such field.",
        "{\"operation\":\"o\\u0000\",\"arguments\":{}} | /operation | The field must have no control",
        "{\"operation\":\"o\",\"arguments\":{\"x\":1e400}} | /arguments/x | The number is not exact",
        "{\"operation\":\"o\",\"arguments\":{\"x\":\"\\ud800\"}} | /arguments/x | The text has half",
        "{\"operation\":\"o\",\"arguments\":{},\"level\":9} | /level | The field must be a whole",
        "`` | `` | A JSON object is expected; the body is empty.",
        "[] | `` | The body must be a JSON object."
      })
  void what_is_wrong_with_a_body_is_told_precisely(String body, String pointer, String detail) {
    var problem = ask(body).problem(400, "invalid-request");
    assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo(pointer);
    assertThat(problem.at("/errors/0/detail").asText()).startsWith(detail);
  }

  @Test
  void a_past_deadline_is_told() {
    String past = Instant.now().minusSeconds(60).toString();
    var problem =
        ask("{\"operation\":\"o\",\"arguments\":{},\"expires_at\":\"" + past + "\"}")
            .problem(400, "invalid-request");
    assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/expires_at");
    assertThat(problem.at("/errors/0/detail").asText()).isEqualTo("The deadline is past.");
  }

  @Test
  void a_number_beyond_a_double_in_the_context_is_no_fault() {
    String body = "{\"operation\":\"o\",\"arguments\":{},\"context\":{\"n\":1e400}}";
    assertThat(ask(body).status()).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void a_body_of_megabytes_is_too_large_whether_its_length_is_known_or_not(int megabytes) {
    byte[] body =
        ("{\"operation\":\"" + "x".repeat(megabytes << 20)).getBytes(StandardCharsets.UTF_8);
    String key = key("buyer");
    post("/v1/requests", BodyPublishers.ofByteArray(body), "x-api-key", key)
        .problem(413, "too-large");
    var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    post("/v1/requests", chunked, "x-api-key", key).problem(413, "too-large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hl_unknown", "", "other"})
  void an_unknown_key_is_unauthenticated(String key) {
    Answer answer = post("/v1/requests", transfer("5"), "x-api-key", key);
    answer.problem(401, "unauthenticated");
    assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
    post("/v1/requests", transfer("5"), "Authorization", "Bearer " + key)
        .problem(401, "unauthenticated");
    post("/v1/requests", transfer("5")).problem(401, "unauthenticated");
  }

  @Test
  void a_key_may_come_as_a_bearer_token() {
    String bearer = "Bearer " + key("buyer");
    assertThat(post("/v1/requests", transfer("5"), "Authorization", bearer).status())
        .isEqualTo(202);
  }

  @Test
  void an_idempotency_key_has_a_limit() {
    ask(transfer("5"), "Idempotency-Key", "k".repeat(256)).problem(400, "invalid-request");
    assertThat(ask(transfer("5"), "Idempotency-Key", unique + "k".repeat(200)).status())
        .isEqualTo(202);
  }

  @Test
  void an_unknown_path_or_method_is_a_problem() {
    read("buyer", "/v1/nothing").problem(404, "not-found");
    read("buyer", "/nothing/at/all").problem(404, "not-found");
    send(builder("/v1/requests").DELETE()).problem(405, "method-not-allowed");
  }

  @Test
  void only_the_operator_registers() {
    post("/v1/organisations", "{}").problem(401, "unauthenticated");
    post("/v1/agents", "{}", "Authorization", "Bearer nobody").problem(401, "unauthenticated");
    send(builder("/v1/agents?organisation=acme").GET()).problem(401, "unauthenticated");
    post("/v1/agents/buyer/keys?organisation=acme", "").problem(401, "unauthenticated");
  }

  @Test
  void an_agent_of_an_unknown_organisation_is_not_registered() {
    String body = "{\"organisation\":\"nowhere\",\"id\":\"a\",\"name\":\"A\"}";
    post("/v1/agents", body, "Authorization", OPERATOR).problem(404, "not-found");
    post("/v1/organisations", "{\"id\":\"Not Valid\",\"name\":\"x\"}", "Authorization", OPERATOR)
        .problem(400, "invalid-request");
  }

  private static String subject(org.apache.kafka.common.header.Headers headers) {
    return String.valueOf(Envelope.text(headers, "ce_subject"));
  }
}
