package io.humanlayer.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class AskOverKafkaTest extends Running {

  private static final String TOPIC = "ext.acme.requests.v1";
  private static final String DEAD = TOPIC + ".request-gateway.dlq";
  private static final String SUBMITTED = "io.humanlayer.intake.RequestSubmitted";

  private final String unique = UUID.randomUUID().toString();

  @BeforeEach
  void register() {
    key("buyer");
  }

  @Test
  void a_request_in_json_is_taken_in() {
    send(json("\"1000.00\""), "ce_id", unique);
    EventBody event = submitted(unique);
    assertThat(event.text("door")).isEqualTo("KAFKA");
    assertThat(event.record("agent").text("id")).isEqualTo("buyer");
    assertThat(read("buyer", "/v1/requests/" + event.text("requestId")).status()).isEqualTo(200);
  }

  @Test
  void a_request_in_avro_is_taken_in() {
    send(avro("{\"amount\":\"1000.00\",\"currency\":\"EUR\"}"), "ce_id", unique);
    assertThat(submitted(unique).record("action").text("operation")).isEqualTo("payment.transfer");
  }

  @Test
  void the_same_action_has_the_same_digest_through_every_door() {
    String policies = publishCatalogue();
    String overHttp =
        Await.until(
                "the catalogue of " + policies + " is known",
                () -> ask(transfer("1e3").replace("payment.transfer", "transfer_money")).json(),
                json -> json.path("operation").asText().equals("payment.transfer"))
            .path("action_digest")
            .asText();
    String alias = json("1000").replace("payment.transfer", "transfer_money");
    send(alias, "ce_id", unique);
    assertThat(submitted(unique).record("action").text("digest")).isEqualTo(overHttp);
    String other = UUID.randomUUID().toString();
    send(avro("{\"currency\":\"EUR\",\"amount\":1000.00}"), "ce_id", other);
    EventBody event = submitted(other);
    assertThat(event.record("action").text("digest")).isEqualTo(overHttp);
    assertThat(event.records("policies").getFirst().text("name")).isEqualTo("baseline");
    assertThat(event.records("policies").getFirst().integer("number")).isEqualTo(7);
  }

  @Test
  void the_same_key_is_the_same_request_and_another_body_is_a_dead_letter() {
    send(json("1"), "Idempotency-Key", unique);
    send(json("1"), "Idempotency-Key", unique);
    send(json("2"), "Idempotency-Key", unique);
    assertThat(dead(unique)).startsWith("idempotency-conflict");
    assertThat(allSubmitted(unique)).hasSize(1);
  }

  @Test
  void without_any_key_the_record_itself_is_the_key() {
    String body = json("1").replace("\"buyer\"", "\"buyer\",\"domain\":\"" + unique + "\"");
    send(body);
    send(body);
    send(json("9"), "ce_id", unique);
    submitted(unique);
    assertThat(kafka.read("hl.intake.v1"))
        // What agents say after they have asked is on the same topic.
        .filteredOn(
            message -> (SUBMITTED + ".v1").equals(Envelope.text(message.headers(), "ce_type")))
        .map(message -> wire.decode(SUBMITTED, message.value()).optionalText("domain"))
        .filteredOn(unique::equals)
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"agent\":\"nobody\",\"operation\":\"o\",\"arguments\":{}} | /agent acme has no active"
            + " agent nobody",
        "{\"agent\":\"No Body\",\"operation\":\"o\",\"arguments\":{}} | /agent is not a valid"
            + " identifier",
        "{\"operation\":\"o\",\"arguments\":{}} | /agent must name the agent that asks",
        "{\"agent\":\"buyer\",\"arguments\":{}} | /operation The field is required.",
        "{\"agent\":\"buyer\",\"operation\":\"o\",\"operation\":\"p\"} | Not valid JSON at line 1,"
            + " column 45: Duplicate",
        "{\"agent\":\"buyer\",\"operation\":\"o\",\"arguments\":{\"x\":NaN}} | Not valid JSON at"
            + " line 1, column 54: Non-standard token 'NaN'",
        "{\"agent\":\"buyer\",\"operation\":\"o\\u0000\",\"arguments\":{}} | /operation The field"
            + " must have no",
        "{\"agent\":\"buyer\",\"operation\":\"o\",\"arguments\":{\"x\":1e400}} | /arguments/x The"
            + " number is not",
        "{\"agent\":\"buyer\",\"operation\":\"o\",\"arguments\":{},\"expires_at\":\"2020-01-01T00:00:00Z\"}"
            + " | /expires_at The deadline is past.",
        "kcat was here | Not valid JSON at line 1, column 1: Unrecognized token 'kcat'"
      })
  void a_bad_record_is_a_dead_letter_with_its_reason_and_the_next_one_flows(
      String body, String reason) {
    String next = UUID.randomUUID().toString();
    kafka.produce(TOPIC, next, headers("ce_id", unique), body.getBytes(StandardCharsets.UTF_8));
    kafka.produce(TOPIC, next, headers("ce_id", next), json("1").getBytes(StandardCharsets.UTF_8));
    assertThat(dead(unique)).startsWith(reason);
    assertThat(submitted(next).record("agent").text("id")).isEqualTo("buyer");
  }

  @Test
  void a_record_in_a_schema_that_nobody_knows_is_a_dead_letter() {
    String next = UUID.randomUUID().toString();
    kafka.produce(TOPIC, next, headers("ce_id", unique), new byte[] {0, 127, 1, 2, 3, 4});
    kafka.produce(TOPIC, next, headers("ce_id", next), json("1").getBytes(StandardCharsets.UTF_8));
    assertThat(dead(unique)).startsWith("the registry has no schema");
    submitted(next);
  }

  @Test
  void a_key_that_no_database_takes_is_a_dead_letter() {
    String next = UUID.randomUUID().toString();
    List<Header> odd = headers("x-test", unique, "Idempotency-Key", "k".repeat(3000));
    kafka.produce(TOPIC, next, odd, json("1").getBytes(StandardCharsets.UTF_8));
    kafka.produce(TOPIC, next, headers("ce_id", next), json("1").getBytes(StandardCharsets.UTF_8));
    var letter =
        kafka.await(DEAD, 1, m -> unique.equals(Envelope.text(m.headers(), "x-test"))).getFirst();
    assertThat(Envelope.text(letter.headers(), "dead-letter-reason"))
        .startsWith("header Idempotency-Key must have 1 to 255 characters");
    submitted(next);
  }

  @Test
  void a_tombstone_is_a_dead_letter() {
    kafka.produce(TOPIC, unique, headers("ce_id", unique), null);
    assertThat(dead(unique)).isEqualTo("the record has no value");
  }

  private String publishCatalogue() {
    String document =
        """
        {"spec":{"operations":{"payment.transfer":
          {"alias":["transfer_money"],"args":{"amount":"decimal","currency":"string"}}}}}
        """;
    var binding = new HashMap<String, @Nullable Object>();
    binding.put("org", ORG);
    binding.put("layer", "organisation");
    binding.put("name", "baseline");
    binding.put("number", 7);
    binding.put("at", Decisions.AT);
    var published = new HashMap<>(binding);
    binding.put("stage", "enforced");
    published.put("digest", "sha256:00");
    published.put("document", document);
    // The binding first: it is in force once its document is here.
    String policies = "hl.policies.v1";
    publish(policies, "acme/organisation/baseline", "io.humanlayer.policies.PolicyBound", binding);
    publish(
        policies,
        "acme/organisation/baseline/7",
        "io.humanlayer.policies.PolicyPublished",
        published);
    return policies;
  }

  private static String json(String amount) {
    return "{\"agent\":\"buyer\"," + transfer(amount).substring(1);
  }

  private byte[] avro(String arguments) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("agent", "buyer");
    values.put("operation", "payment.transfer");
    values.put("arguments", arguments);
    values.put("state", "{\"thread\":7}");
    return wire.encode(TOPIC, EventBody.of("io.humanlayer.ext.RequestMade", values));
  }

  private void send(String body, String... headers) {
    send(body.getBytes(StandardCharsets.UTF_8), headers);
  }

  private void send(byte[] body, String... headers) {
    kafka.produce(TOPIC, unique, headers(headers), body);
  }

  private static List<Header> headers(String... namesAndValues) {
    var headers = new ArrayList<Header>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      byte[] value = namesAndValues[i + 1].getBytes(StandardCharsets.UTF_8);
      headers.add(new RecordHeader(namesAndValues[i], value));
    }
    return headers;
  }

  /// The event of the request that was asked under `key`.
  private EventBody submitted(String key) {
    return Await.until("a request of " + key, () -> allSubmitted(key), all -> !all.isEmpty())
        .getFirst();
  }

  private List<EventBody> allSubmitted(String key) {
    String id = idOf(key);
    return kafka.read("hl.intake.v1").stream()
        .filter(message -> id.equals(Envelope.text(message.headers(), "ce_subject")))
        .map(message -> wire.decode(SUBMITTED, message.value()))
        .toList();
  }

  private String idOf(String key) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select id::text from request where idempotency_key = :key")
                .bind("key", key)
                .mapTo(String.class)
                .findOne()
                .orElse("none"));
  }

  private String dead(String key) {
    ConsumerRecord<String, byte[]> letter =
        kafka
            .await(
                DEAD,
                1,
                m ->
                    key.equals(Envelope.text(m.headers(), "ce_id"))
                        || key.equals(Envelope.text(m.headers(), "Idempotency-Key")))
            .getFirst();
    return Envelope.text(letter.headers(), "dead-letter-reason");
  }
}
