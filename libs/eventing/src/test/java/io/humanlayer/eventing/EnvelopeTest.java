package io.humanlayer.eventing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

  private static final Envelope WHOLE =
      new Envelope(
          UUID.fromString("01994c2e-0000-7000-8000-000000000001"),
          "/services/policy-engine",
          "io.humanlayer.rulings.Ruled.v1",
          "01994c2e-0000-7000-8000-000000000002",
          Instant.parse("2026-11-21T20:00:00.112Z"),
          "acme",
          "01994c2e-0000-7000-8000-000000000003",
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

  @Test
  void what_is_written_as_headers_is_read_back() {
    assertThat(Envelope.from(WHOLE.headers())).isEqualTo(WHOLE);
  }

  @Test
  void cause_and_trace_may_be_absent() {
    var headers = WHOLE.headers().remove("ce_causationid").remove("traceparent");
    assertThat(Envelope.from(headers).causedBy()).isNull();
    assertThat(Envelope.from(headers).traceparent()).isNull();
  }

  @Test
  void the_headers_are_those_of_a_cloud_event_in_binary_mode() {
    assertThat(Envelope.text(WHOLE.headers(), "ce_specversion")).isEqualTo("1.0");
    assertThat(Envelope.text(WHOLE.headers(), "content-type")).isEqualTo("application/avro");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce_id", "ce_source", "ce_type", "ce_subject", "ce_time", "ce_orgid"})
  void a_required_attribute_that_is_missing_or_empty_is_malformed(String name) {
    assertThatThrownBy(() -> Envelope.from(WHOLE.headers().remove(name)))
        .isInstanceOf(Malformed.class)
        .hasMessage("header " + name + " is missing");
    assertThatThrownBy(() -> Envelope.from(with(name, "")))
        .isInstanceOf(Malformed.class)
        .hasMessage("header " + name + " is missing");
  }

  @ParameterizedTest
  @CsvSource({"ce_id,7", "ce_id,1-1-1-1-1", "ce_time,yesterday"})
  void an_attribute_not_of_its_form_is_malformed(String name, String value) {
    assertThatThrownBy(() -> Envelope.from(with(name, value)))
        .isInstanceOf(Malformed.class)
        .hasMessageStartingWith("the envelope is not a CloudEvent: ");
  }

  @Test
  void a_time_in_another_offset_is_the_same_instant() {
    assertThat(Envelope.from(with("ce_time", "2026-11-21T21:00:00.112000+01:00")).time())
        .isEqualTo(WHOLE.time());
  }

  private static Headers with(String name, String value) {
    return WHOLE.headers().remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
