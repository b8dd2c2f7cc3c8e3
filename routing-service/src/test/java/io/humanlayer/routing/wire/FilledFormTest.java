package io.humanlayer.routing.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.humanlayer.web.ProblemException;
import org.junit.jupiter.api.Test;

class FilledFormTest {

  private static final String FORM =
      """
      {"type":"object","required":["day"],"additionalProperties":false,
       "properties":{"day":{"enum":["Monday","Tuesday"]},"people":{"type":"integer"}}}
      """;

  @Test
  void an_answer_that_fits_the_form_is_taken_and_without_a_form_anything_is() {
    assertThatCode(() -> FilledForm.check(FORM, "{\"day\":\"Monday\",\"people\":3}"))
        .doesNotThrowAnyException();
    assertThatCode(() -> FilledForm.check(null, "anything")).doesNotThrowAnyException();
  }

  @Test
  void what_does_not_fit_is_said_field_by_field() {
    assertThat(problem(FORM, "{\"day\":\"Friday\",\"people\":\"three\"}").problem().errors())
        .extracting("pointer")
        .containsExactlyInAnyOrder("/answer/day", "/answer/people");
    assertThat(problem(FORM, "not JSON").problem().errors()).isNotEmpty();
  }

  @Test
  void a_form_that_refers_to_somewhere_else_is_not_followed() {
    String elsewhere = "{\"$ref\":\"http://127.0.0.1:9/secret.json\"}";

    assertThat(problem(elsewhere, "{}").problem().detail()).contains("cannot be compared");
  }

  private static ProblemException problem(String form, String answer) {
    return catchThrowableOfType(ProblemException.class, () -> FilledForm.check(form, answer));
  }
}
