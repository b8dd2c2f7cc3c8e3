package io.humanlayer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.humanlayer.web.Problem.Fault;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {

  @Test
  void everything_that_is_wrong_is_told_at_once_each_with_its_pointer() {
    var fields =
        fields(
            """
            {"level": 9, "name": "", "when": "soon", "list": ["a", 1, ""], "surprise": true,
             "items": [{"n": "x"}, {"n": 7}], "inner": {"deep": 5}}
            """);
    fields.only(Set.of("level", "name", "when", "list", "items", "inner", "missing"));
    fields.integer("level", 1, 1, 3);
    fields.text("name", 10);
    fields.text("missing", 10);
    fields.optionalInstant("when");
    fields.texts("list", 5, 5);
    fields.objects("items", 5).forEach(item -> item.text("n", 5));
    fields.fields("inner").text("deep", 5);
    assertThat(faults(fields))
        .containsExactly(
            new Fault("/surprise", "There is no such field."),
            new Fault("/level", "The field must be a whole number from 1 to 3."),
            new Fault("/name", "The field must have between 1 and 10 characters."),
            new Fault("/missing", "The field is required."),
            new Fault(
                "/when", "The field must be an RFC 3339 time, for example 2026-11-21T20:00:00Z."),
            new Fault("/list/1", "Each item must be a string of 1 to 5 characters."),
            new Fault("/list/2", "Each item must be a string of 1 to 5 characters."),
            new Fault("/items/1/n", "The field must be a string."),
            new Fault("/inner/deep", "The field must be a string."));
  }

  @Test
  void a_pointer_escapes_what_a_pointer_must_escape() {
    assertThat(faults(fields("{\"a/b~c\": 1}").only(Set.of())))
        .containsExactly(new Fault("/a~1b~0c", "There is no such field."));
  }

  @Test
  void a_name_too_long_to_repeat_is_told_by_its_place() {
    assertThat(faults(fields("{\"" + "x".repeat(201) + "\": 1}").only(Set.of())))
        .containsExactly(new Fault("", "A field's name has more than 200 characters."));
  }

  @Test
  void no_more_than_fifty_faults_are_told() {
    String many =
        IntStream.range(0, 60).mapToObj(i -> "\"f" + i + "\":1").collect(Collectors.joining(","));
    assertThat(faults(fields("{" + many + "}").only(Set.of()))).hasSize(JsonFields.MAX_FAULTS);
  }

  @Test
  void a_null_field_is_an_absent_one() {
    var fields = fields("{\"a\": null, \"b\": null, \"c\": null, \"d\": null, \"e\": null}");
    assertThat(fields.optionalText("a", 5)).isNull();
    assertThat(fields.integer("b", 2, 1, 3)).isEqualTo(2);
    assertThat(fields.texts("c", 1, 1)).isEmpty();
    assertThat(fields.optionalInstant("d")).isNull();
    assertThat(fields.optionalDecimal("e", BigDecimal.ZERO, BigDecimal.ONE)).isNull();
    assertThatCode(fields::check).doesNotThrowAnyException();
  }

  @Test
  void an_object_that_must_be_there_is_named_when_it_is_not() {
    var fields = fields("{\"list\": []}");
    fields.object("gone");
    fields.object("list");
    assertThat(faults(fields))
        .containsExactly(
            new Fault("/gone", "The field is required."),
            new Fault("/list", "The field must be an object."));
  }

  @Test
  void control_characters_have_no_place_in_a_text() {
    var fields = fields("{\"a\": \"x\\u0000y\", \"b\": \"two\\nlines\", \"c\": [\"\\u001b[31m\"]}");
    fields.optionalText("a", 10);
    assertThat(fields.optionalText("b", 10)).isEqualTo("two\nlines");
    fields.texts("c", 5, 10);
    assertThat(faults(fields)).extracting(Fault::pointer).containsExactly("/a", "/c/0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", "\"0.5\"", "5e-1", "\"5E-1\"", "0.50"})
  void a_decimal_may_be_a_number_or_text(String value) {
    var fields = fields("{\"c\": " + value + "}");
    assertThat(fields.optionalDecimal("c", BigDecimal.ZERO, BigDecimal.ONE))
        .isEqualByComparingTo("0.5");
    assertThatCode(fields::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.01",
        "-0.1",
        "\"half\"",
        "true",
        "[]",
        "1e-999999999",
        "\"1e-9999\"",
        "\"٠.٥\""
      })
  void what_is_no_decimal_in_range_is_a_fault(String value) {
    var fields = fields("{\"c\": " + value + "}");
    assertThat(fields.optionalDecimal("c", BigDecimal.ZERO, BigDecimal.ONE)).isNull();
    assertThat(faults(fields)).extracting(Fault::pointer).containsExactly("/c");
  }

  @Test
  void times_are_read_in_any_offset() {
    assertThat(fields("{\"t\": \"2026-11-21T21:00:00+01:00\"}").optionalInstant("t"))
        .isEqualTo(Instant.parse("2026-11-21T20:00:00Z"));
  }

  private static JsonFields fields(String json) {
    return new JsonFields(StrictJson.object(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Fault> faults(JsonFields fields) {
    return catchThrowableOfType(ProblemException.class, fields::check).problem().errors();
  }
}
