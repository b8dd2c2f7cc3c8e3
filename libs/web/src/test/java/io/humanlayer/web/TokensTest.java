package io.humanlayer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TokensTest {

  private final Tokens tokens = new Tokens("operator-secret", "service-secret");

  @Test
  void each_token_opens_its_own_door_only() {
    assertThatCode(() -> tokens.requireOperator("Bearer operator-secret"))
        .doesNotThrowAnyException();
    assertThatCode(() -> tokens.requireService("bearer  service-secret "))
        .doesNotThrowAnyException();
    assertThat(tokens.isOperator("service-secret")).isFalse();
    assertThat(tokens.isService("operator-secret")).isFalse();
  }

  @Test
  void no_token_or_another_form_is_unauthenticated() {
    for (String header :
        new String[] {null, "", "Bearer", "Bearer ", "operator-secret", "Basic operator-secret"}) {
      assertThatThrownBy(() -> tokens.requireOperator(header))
          .isInstanceOf(ProblemException.class)
          .hasMessage("Give valid credentials.");
    }
  }

  @Test
  void an_empty_secret_lets_nobody_in() {
    assertThat(new Tokens("", "").isOperator("")).isFalse();
  }

  @Test
  void a_token_is_kept_as_the_hex_of_its_sha_256() {
    assertThat(Tokens.hash("hl_secret"))
        .isEqualTo("2105b9c491d6b26ed7335edfacc45069cffbca7742d72871bbed8d17e19beffb");
  }
}
