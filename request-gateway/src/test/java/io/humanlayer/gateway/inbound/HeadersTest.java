package io.humanlayer.gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.humanlayer.web.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wait=25|25",
        "respond-async, wait=10|10",
        "respond-async;wait=\"7\"|7",
        "wait=9999|60",
        "respond-async|0",
        "awaits=5|0"
      })
  void a_preference_says_how_long_to_wait(String prefer, long seconds) {
    assertThat(WaitParameter.read(null, prefer)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void the_parameter_goes_before_the_preference() {
    assertThat(WaitParameter.read("3", "wait=25")).isEqualTo(Duration.ofSeconds(3));
    assertThat(WaitParameter.read(null, null)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "9999999"})
  void a_wait_that_is_no_number_of_seconds_is_invalid(String wait) {
    assertThatThrownBy(() -> WaitParameter.read(wait, null))
        .isInstanceOf(ProblemException.class)
        .hasMessage("The parameter wait is a whole number of seconds.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"3\" | true",
        "W/\"3\" | true",
        "\"1\", \"3\" | true",
        "* | true",
        "\"4\" | false",
        "3 | false"
      })
  void an_entity_tag_matches_as_rfc_9110_says(String ifNoneMatch, boolean matches) {
    assertThat(new Etag(3).matches(ifNoneMatch)).isEqualTo(matches);
  }

  @Test
  void no_header_matches_nothing() {
    assertThat(new Etag(3).matches(null)).isFalse();
  }
}
