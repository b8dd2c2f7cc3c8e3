package io.humanlayer.testkit.rules;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LibraryRulesBiteTest {

  private final LibraryRules rules = new LibraryRules(Planted.service("d11", "d11"), 1) {};

  @Test
  void D11_bites_a_framework() {
    assertThatThrownBy(rules::D11_it_has_no_framework)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("D11 ")
        .hasMessageContaining("HasAFramework");
  }

  @Test
  void D11_bites_one_type_too_many() {
    assertThatThrownBy(rules::D11_it_stays_small)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("D11 ")
        .hasMessageContaining("OneTooMany");
  }
}
