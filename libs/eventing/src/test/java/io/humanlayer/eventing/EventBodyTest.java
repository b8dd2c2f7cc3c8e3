package io.humanlayer.eventing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventBodyTest {

  private static final String VERDICT = "io.humanlayer.cases.VerdictGiven";
  private static final UUID ID = UUID.fromString("01994c2e-0000-7000-8000-000000000001");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.112Z");

  enum Kind {
    APPROVE
  }

  @Test
  void plain_values_become_what_the_schema_asks_for_and_come_back() {
    EventBody body = EventBody.of(VERDICT, verdict());
    assertThat(body.event()).isEqualTo(VERDICT);
    assertThat(body.uuid("requestId")).isEqualTo(ID);
    assertThat(body.instant("at")).isEqualTo(NOON);
    assertThat(body.symbol("verdict", Kind.class)).isEqualTo(Kind.APPROVE);
    assertThat(body.text("verdict")).isEqualTo("APPROVE");
    assertThat(body.optionalText("reasonCode")).isNull();
  }

  @Test
  void lists_and_nested_records_come_back_too() {
    Map<String, Object> sentinel = new HashMap<>();
    sentinel.put("org", "acme");
    sentinel.put("sentinel", "ada");
    sentinel.put("source", "internal");
    sentinel.put("active", true);
    sentinel.put("languages", List.of("it", "en"));
    sentinel.put(
        "qualifications",
        List.of(
            Map.of("name", "finance.payments", "level", 2, "validFrom", NOON, "ceiling", "1e3")));
    sentinel.put("at", NOON);
    EventBody body = EventBody.of("io.humanlayer.sentinels.SentinelRegistered", sentinel);
    assertThat(body.flag("active")).isTrue();
    assertThat(body.texts("languages")).containsExactly("it", "en");
    assertThat(body.texts("jurisdictions")).isEmpty();
    EventBody qualification = body.records("qualifications").getFirst();
    assertThat(qualification.integer("level")).isEqualTo(2);
    assertThat(qualification.optionalInstant("validTo")).isNull();
    assertThat(qualification.optionalDecimal("ceiling"))
        .isEqualByComparingTo(new BigDecimal("1000"));
  }

  @Test
  void a_field_that_the_schema_lacks_is_not_written() {
    refusesToWrite("surprise", "x", "no field surprise in " + VERDICT);
  }

  @Test
  void a_required_field_must_be_given() {
    refusesToWrite("org", null, "org is missing");
    refusesToWrite("at", null, "at must be a Long");
    refusesToWrite("verdict", null, "verdict is missing");
  }

  @Test
  void a_value_of_another_type_is_not_written() {
    refusesToWrite("at", "noon", "at must be a Long");
    refusesToWrite("at", 5, "at must be a Long");
    refusesToWrite("org", List.of("acme"), "org must be a text");
    refusesToWrite("reasonCode", Optional.of("known"), "reasonCode must be a text");
    refusesToWrite("verdict", DayOfWeek.MONDAY, "verdict has no symbol MONDAY");
  }

  @Test
  void reading_a_field_that_the_schema_lacks_is_malformed() {
    refusesToRead(b -> b.text("surprise"), "no field surprise in " + VERDICT);
  }

  @Test
  void reading_an_absent_value_as_a_required_one_is_malformed() {
    refusesToRead(b -> b.text("reasonCode"), "field reasonCode is missing");
  }

  @Test
  void reading_a_value_as_another_type_is_malformed() {
    refusesToRead(b -> b.text("at"), "field at is not a text");
    refusesToRead(b -> b.integer("at"), "field at is not a Integer");
    refusesToRead(b -> b.flag("org"), "field org is not a Boolean");
    refusesToRead(b -> b.texts("org"), "field org is not a List");
    refusesToRead(b -> b.record("org"), "field org is not a GenericRecord");
    refusesToRead(b -> b.uuid("org"), "field org is not a UUID");
    refusesToRead(b -> b.optionalDecimal("org"), "field org is not a decimal");
    refusesToRead(
        b -> b.symbol("verdict", DayOfWeek.class), "field verdict has no known value: APPROVE");
  }

  private static void refusesToWrite(String field, Object value, String why) {
    Map<String, Object> values = verdict();
    values.put(field, value);
    assertThatThrownBy(() -> EventBody.of(VERDICT, values))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  private static void refusesToRead(java.util.function.Consumer<EventBody> read, String why) {
    EventBody body = EventBody.of(VERDICT, verdict());
    assertThatThrownBy(() -> read.accept(body)).isInstanceOf(Malformed.class).hasMessage(why);
  }

  private static Map<String, Object> verdict() {
    Map<String, Object> values = new HashMap<>();
    values.put("requestId", ID);
    values.put("org", "acme");
    values.put("panel", "payments");
    values.put("sentinel", "ada");
    values.put("qualification", "finance.payments");
    values.put("assurance", "session");
    values.put("verdict", Kind.APPROVE);
    values.put("actionDigest", "sha256:00");
    values.put("at", NOON);
    return values;
  }
}
