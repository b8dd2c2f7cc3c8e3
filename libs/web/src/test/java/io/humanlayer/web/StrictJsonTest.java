package io.humanlayer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.humanlayer.web.Problem.Fault;
import io.humanlayer.web.Problem.Kind;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,\"a\":2} | Not valid JSON at line 1, column 11: Duplicate field 'a'",
        "{\"a\":NaN} | Not valid JSON at line 1, column 9: Non-standard token 'NaN'",
        "{\"a\":-Infinity} | Not valid JSON at line 1, column 15: Non-standard token '-Infinity'",
        "{\"a\":1} x | Not valid JSON at line 1, column 9: Unrecognized token 'x'",
        "{\"a\":1}{\"b\":2} | Not valid JSON at line 1, column 8: Trailing token",
        "{\"a\": | Not valid JSON at line 1, column 6: Unexpected end-of-input",
        "{'a':1} | Not valid JSON at line 1, column 2: Unexpected character",
        "{\"a\":01} | Not valid JSON at line 1, column 7: Invalid numeric value",
        "{\"a\":1,} | Not valid JSON at line 1, column 8: Unexpected character ('}'",
        "{\"a\":\"tab\there\"} | Not valid JSON at line 1, column 10: Illegal unquoted character",
        "[1] | The body must be a JSON object.",
        "null | The body must be a JSON object.",
      })
  void what_is_not_one_strict_object_is_refused_with_its_place(String body, String detail) {
    assertThat(problem(body).kind()).isEqualTo(Kind.INVALID_REQUEST);
    assertThat(fault(body)).isEqualTo(new Fault("", problem(body).detail()));
    assertThat(problem(body).detail()).startsWith(detail);
  }

  @Test
  void the_place_counts_lines() {
    assertThat(problem("{\n  \"a\": 1,\n  \"a\": 2\n}").detail())
        .isEqualTo("Not valid JSON at line 3, column 6: Duplicate field 'a'");
  }

  @Test
  void duplicate_keys_are_found_at_any_depth_and_in_any_spelling() {
    assertThat(problem("{\"x\":[{\"a\":1,\"\\u0061\":2}]}").detail())
        .contains("Duplicate field 'a'");
  }

  @Test
  void an_empty_body_is_said_to_be_empty() {
    assertThat(problem("").detail()).isEqualTo("A JSON object is expected; the body is empty.");
    assertThat(problem("  ").detail()).isEqualTo("A JSON value is expected.");
  }

  @Test
  void the_deepest_nesting_allowed_is_32() {
    assertThat(StrictJson.object(utf8(nested(31)))).isNotEmpty();
    assertThat(problem(nested(32)).detail())
        .isEqualTo(
            "Not valid JSON: Document nesting depth (33) exceeds the maximum" + " allowed (32)");
  }

  @Test
  void a_body_of_one_mebibyte_is_read_and_a_byte_more_is_too_large() {
    String frame = "{\"a\":\"\"}";
    String fits = "{\"a\":\"" + "x".repeat(StrictJson.MAX_BYTES - frame.length()) + "\"}";
    assertThat(StrictJson.object(utf8(fits))).hasSize(1);
    assertThat(problem(fits + " ").kind()).isEqualTo(Kind.TOO_LARGE);
  }

  @Test
  void of_a_stream_no_more_is_read_than_a_body_may_have() {
    var longBody = new ByteArrayInputStream(new byte[2 * StrictJson.MAX_BYTES]);
    assertThat(
            catchThrowableOfType(ProblemException.class, () -> StrictJson.object(longBody))
                .problem()
                .kind())
        .isEqualTo(Kind.TOO_LARGE);
    assertThat(longBody.available()).isEqualTo(StrictJson.MAX_BYTES - 1);
    assertThat(StrictJson.object(new ByteArrayInputStream(utf8("{\"a\":1}")))).hasSize(1);
  }

  @Test
  void numbers_stay_exact() {
    var json = StrictJson.object(utf8("{\"a\":1000.00,\"b\":0.1,\"c\":12345678901234567890}"));
    assertThat(json.get("a").decimalValue()).isEqualTo(new BigDecimal("1000.00"));
    assertThat(json.get("b").decimalValue()).isEqualTo(new BigDecimal("0.1"));
    assertThat(json.get("c").decimalValue()).isEqualTo(new BigDecimal("12345678901234567890"));
  }

  @Test
  void a_number_of_more_than_a_hundred_digits_is_refused() {
    assertThat(StrictJson.object(utf8("{\"a\":" + "9".repeat(100) + "}"))).hasSize(1);
    assertThat(problem("{\"a\":" + "9".repeat(101) + "}").detail()).contains("(101)");
  }

  @Test
  void invalid_utf_8_is_refused_with_the_offset_of_the_byte() {
    byte[] body = utf8("{\"a\":\"x\"}");
    body[6] = (byte) 0xFF;
    assertThat(problem(body).detail()).isEqualTo("Not valid UTF-8: the byte at offset 6.");
  }

  @Test
  void an_overlong_or_cut_sequence_is_not_utf_8() {
    assertThat(problem(bytes('"', 0xC0, 0xAF, '"')).detail()).contains("offset 1");
    assertThat(problem(bytes('"', 0xED, 0xA0, 0x80, '"')).detail()).contains("offset 1");
    assertThat(problem(bytes('{', '"', 0xE2, 0x82)).detail()).contains("offset 2");
  }

  @Test
  void a_byte_order_mark_is_refused() {
    assertThat(problem("\uFEFF{\"a\":1}").detail())
        .isEqualTo("Not valid JSON: it starts with a byte order mark.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
  void other_encodings_are_not_guessed(String encoding) {
    assertThat(problem("{\"a\":1}".getBytes(Charset.forName(encoding))).kind())
        .isEqualTo(Kind.INVALID_REQUEST);
  }

  @Test
  void half_of_a_surrogate_pair_is_refused_where_it_stands() {
    assertThat(fault("{\"a\":{\"b/c\":[1,\"\\ud800\"]}}"))
        .isEqualTo(new Fault("/a/b~1c/1", "The text has half of a surrogate pair."));
    assertThat(fault("{\"a\":{\"\\udc00\":1}}").pointer()).isEqualTo("/a");
    assertThat(StrictJson.object(utf8("{\"a\":\"\\ud83d\\ude00\"}")).get("a").asText())
        .isEqualTo("😀");
  }

  @Test
  void whatever_bytes_come_the_answer_is_an_object_or_a_problem() {
    var random = new SplittableRandom(7);
    byte[] seed = utf8("{\"a\":[1,2.5e3,\"\\u00e9é😀\",{\"b\":null,\"c\":[true,false]}]}");
    for (int i = 0; i < 20_000; i++) {
      byte[] body = seed.clone();
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(StrictJson.object(body)).isNotNull();
      } catch (ProblemException e) {
        assertThat(e.problem().kind()).isEqualTo(Kind.INVALID_REQUEST);
      }
    }
  }

  private static String nested(int arrays) {
    return "{\"a\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}";
  }

  private static Fault fault(String body) {
    return problem(body).errors().getFirst();
  }

  private static Problem problem(String body) {
    return problem(utf8(body));
  }

  private static Problem problem(byte[] body) {
    var thrown = catchThrowableOfType(ProblemException.class, () -> StrictJson.object(body));
    assertThat(thrown).as("refused").isNotNull();
    return thrown.problem();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
