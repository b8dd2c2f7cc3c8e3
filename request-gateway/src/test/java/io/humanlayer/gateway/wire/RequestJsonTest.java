package io.humanlayer.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.humanlayer.gateway.core.catalogue.Catalogue;
import io.humanlayer.gateway.core.catalogue.Catalogue.Operation;
import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.gateway.core.intake.RequestType;
import io.humanlayer.gateway.core.intake.Submission;
import io.humanlayer.gateway.core.intake.Submission.Door;
import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.web.Problem.Fault;
import io.humanlayer.web.ProblemException;
import io.humanlayer.web.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestJsonTest {

  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
  private static final Agent BUYER =
      new Agent(
          new OrganisationId("acme"), new AgentId("buyer"), "Buyer", "1.2", "ada@acme.test", true);
  private static final Catalogue CATALOGUE =
      new Catalogue(
          List.of(new Operation("payment.transfer", Set.of("transfer_money"), Set.of("amount"))));

  @Test
  void the_digest_of_an_action_is_that_of_the_contract() {
    // sha256 of {"agent":"buyer","arguments":{"amount":"1000","currency":"EUR"},
    // "operation":"payment.transfer","org":"acme","schema":"hl.action/1","target":null}
    assertThat(read(transfer("\"1000.00\"")).action().digest())
        .isEqualTo("sha256:0d08c68ab129962b2124601669b1d1c0692638f75c52c753dac4a14136cb8076");
    assertThat(read(transfer("\"1000.00\"")).action().arguments())
        .isEqualTo("{\"amount\":\"1000\",\"currency\":\"EUR\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1000.00\"", "1000", "1e3", "\"1e3\"", "1000.000", "\"+1000\""})
  void the_same_decimal_has_the_same_digest_however_it_is_spelt(String amount) {
    assertThat(digest(transfer(amount))).isEqualTo(digest(transfer("\"1000.00\"")));
  }

  @ParameterizedTest
  @EnumSource
  void the_same_action_has_the_same_digest_through_every_door(Door door) {
    assertThat(read(transfer("1000"), null, door).action().digest())
        .isEqualTo(digest(transfer("1000")));
  }

  @Test
  void an_alias_has_the_digest_of_the_operation() {
    String alias = transfer("5").replace("payment.transfer", "transfer_money");
    assertThat(read(alias).action().operation()).isEqualTo("payment.transfer");
    assertThat(digest(alias)).isEqualTo(digest(transfer("5")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1000.01\"", "\"lots\"", "\"１０００\"", "\" 1000\"", "true", "null"})
  void another_amount_is_another_action(String amount) {
    assertThat(digest(transfer(amount))).isNotEqualTo(digest(transfer("1000")));
  }

  @Test
  void every_part_of_the_action_is_in_its_digest() {
    String base = "{\"operation\":\"a\",\"arguments\":{\"x\":1}}";
    assertThat(
            List.of(
                digest(base),
                digest("{\"operation\":\"b\",\"arguments\":{\"x\":1}}"),
                digest("{\"operation\":\"a\",\"arguments\":{\"x\":2}}"),
                digest("{\"operation\":\"a\",\"arguments\":{\"x\":\"1\"}}"),
                digest("{\"operation\":\"a\",\"arguments\":{\"x\":1},\"target\":\"t\"}")))
        .doesNotHaveDuplicates();
  }

  @Test
  void what_is_not_the_action_is_not_in_its_digest() {
    assertThat(
            digest(
                "{\"arguments\":{\"b\":2,\"a\":1},\"operation\":\"o\",\"summary\":\"s\",\"level\":3}"))
        .isEqualTo(digest("{\"operation\":\"o\",\"arguments\":{\"a\":1,\"b\":2}}"));
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740993,/arguments/x",
    "0.1000000000000000055511151231257827,/arguments/x",
    "1e400,/arguments/x",
    "[0.5;1e400],/arguments/x/1",
    "{\"a/b\":1e400},/arguments/x/a~1b"
  })
  void a_number_that_canonical_json_would_change_is_a_fault(String number, String pointer) {
    String body = "{\"operation\":\"o\",\"arguments\":{\"x\":" + number.replace(';', ',') + "}}";
    assertThat(faults(body))
        .containsExactly(
            new Fault(pointer, "The number is not exact as a double; send it as a string."));
  }

  @Test
  void a_declared_decimal_may_have_more_digits_than_a_double() {
    assertThat(read(transfer("12345678901234567890.12")).action().arguments())
        .contains("\"amount\":\"12345678901234567890.12\"");
  }

  @Test
  void every_fault_is_told_at_once() {
    assertThat(
            faults(
                """
                {"operation": 7, "level": 4, "type": "approval", "surprise": 1, "a/b": 2,
                 "expires_at": "2026-11-21T19:59:59Z", "callback_url": "ftp://x.test/",
                 "priority": "asap", "confidence": 1.5, "agent": "seller",
                 "response": {"options": ["yes", 1], "kind": "x"}}
                """))
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder(
            "/operation",
            "/arguments",
            "/level",
            "/type",
            "/surprise",
            "/a~1b",
            "/expires_at",
            "/callback_url",
            "/priority",
            "/confidence",
            "/agent",
            "/response/options/1",
            "/response/kind");
  }

  @Test
  void a_past_deadline_is_a_fault() {
    assertThat(
            faults(
                "{\"operation\":\"o\",\"arguments\":{},\"expires_at\":\"2026-11-21T20:00:00Z\"}"))
        .containsExactly(new Fault("/expires_at", "The deadline is past."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"javascript:alert(1)", "https://", "/relative", "http://user:pw@x.test/", "a b"})
  void a_callback_is_an_http_url_without_credentials(String url) {
    assertThat(faults("{\"operation\":\"o\",\"arguments\":{},\"callback_url\":\"" + url + "\"}"))
        .extracting(Fault::pointer)
        .containsExactly("/callback_url");
  }

  @Test
  void arguments_that_would_not_fit_into_the_events_are_a_fault() {
    String body = "{\"operation\":\"o\",\"arguments\":{\"x\":\"%s\"}}";
    assertThat(faults(body.formatted("é".repeat(Arguments.MAX_BYTES / 2))))
        .containsExactly(new Fault("/arguments", "The arguments may have at most 262144 bytes."));
    assertThat(read(body.formatted("é".repeat(Arguments.MAX_BYTES / 2 - 10)))).isNotNull();
  }

  @Test
  void a_form_that_would_not_fit_is_a_fault() {
    String form = "{\"title\":\"" + "x".repeat(64 * 1024) + "\"}";
    assertThat(
            faults("{\"operation\":\"o\",\"arguments\":{},\"response\":{\"form\":" + form + "}}"))
        .extracting(Fault::pointer)
        .containsExactly("/response/form");
  }

  @Test
  void what_is_left_out_has_its_usual_value() {
    Submission submission = read("{\"operation\":\"o\",\"arguments\":{}}");
    assertThat(submission.type()).isEqualTo(RequestType.AUTHORIZED_DECISION);
    assertThat(submission.level()).isEqualTo(1);
    assertThat(submission.priority()).isEqualTo("normal");
    assertThat(submission.expiresAt()).isNull();
    assertThat(submission.idempotencyKey()).isNull();
  }

  @Test
  void a_key_from_outside_the_body_goes_before_the_one_within() {
    String body = "{\"operation\":\"o\",\"arguments\":{},\"idempotency_key\":\"inner\"}";
    assertThat(read(body).idempotencyKey()).isEqualTo("inner");
    assertThat(read(body, "outer", Door.HTTP).idempotencyKey()).isEqualTo("outer");
  }

  @Test
  void bodies_that_say_the_same_have_the_same_fingerprint() {
    assertThat(fingerprint("{\"operation\":\"o\",\"arguments\":{\"a\":1,\"b\":[1.50,{}]}}"))
        .isEqualTo(
            fingerprint(
                "{ \"arguments\": {\"b\": [15e-1, {}], \"a\": 1.0}, \"operation\": \"o\" }"));
  }

  @Test
  void bodies_that_differ_in_any_digit_anywhere_have_not() {
    String body = "{\"operation\":\"o\",\"arguments\":{},\"context\":{\"n\":%s}}";
    assertThat(
            List.of(
                fingerprint(body.formatted("9007199254740992")),
                fingerprint(body.formatted("9007199254740993")),
                fingerprint(body.formatted("\"9007199254740992\"")),
                fingerprint(body.formatted("1e400")),
                fingerprint(body.formatted("1e401"))))
        .doesNotHaveDuplicates();
  }

  private static String transfer(String amount) {
    return "{\"operation\":\"payment.transfer\",\"arguments\":{\"amount\":"
        + amount
        + ",\"currency\":\"EUR\"}}";
  }

  private static String digest(String body) {
    return read(body).action().digest();
  }

  private static String fingerprint(String body) {
    return read(body).fingerprint();
  }

  private static List<Fault> faults(String body) {
    return catchThrowableOfType(ProblemException.class, () -> read(body)).problem().errors();
  }

  private static Submission read(String body) {
    return read(body, null, Door.HTTP);
  }

  private static Submission read(String body, String key, Door door) {
    var json = StrictJson.object(body.getBytes(StandardCharsets.UTF_8));
    return RequestJson.read(json, BUYER, CATALOGUE, key, door, NOW);
  }
}
