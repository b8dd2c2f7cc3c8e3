package io.humanlayer.policy.outbound.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.policy.Grammar;
import io.humanlayer.policy.core.policy.Grammar.Boundary;
import io.humanlayer.policy.core.policy.Grammar.Lie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CelGrammarTest {

  private final Grammar grammar = new CelGrammar();

  @Test
  void every_operator_and_number_can_be_mistyped() {
    assertThat(grammar.variants("args.amount > 1000 && !args.urgent"))
        .extracting(Grammar.Variant::text)
        .containsExactlyInAnyOrder(
            "args.amount >= 1000 && !args.urgent",
            "args.amount > 1001 && !args.urgent",
            "args.amount > 999 && !args.urgent",
            "args.amount > 1000 || !args.urgent");
  }

  @Test
  void a_mistake_is_told_in_words() {
    assertThat(grammar.variants("args.amount > 10000"))
        .extracting(Grammar.Variant::what)
        .contains("> became >= in args.amount > 10000");
  }

  @Test
  void boundaries_are_the_constants_that_variables_are_compared_with() {
    assertThat(
            grammar.boundaries(
                "args.amount > 1000 && 5 < limits.money && args.base in [\"main\", \"release\"]"))
        .containsExactlyInAnyOrder(
            new Boundary("args.amount", new Data.Whole(1000)),
            new Boundary("limits.money", new Data.Whole(5)),
            new Boundary("args.base", new Data.Text("main")),
            new Boundary("args.base", new Data.Text("release")));
  }

  @Test
  void variables_are_the_paths_that_are_read() {
    assertThat(grammar.variables("has(args.order) && limits.money_hour > 3 || org == \"acme\""))
        .containsExactlyInAnyOrder("args.order", "limits.money_hour");
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          args.a <= 1000                        ; args.a <= 500                    ; NARROWER
          args.a <= 500                         ; args.a <= 1000                   ; WIDER
          args.a <= 500                         ; 500 >= args.a                    ; SAME
          args.a < 5                            ; args.a <= 5                      ; WIDER
          args.a > 1000                         ; args.a > 500                     ; WIDER
          args.a > 5                            ; args.a > 5 && args.b             ; NARROWER
          args.a > 5 && args.b                  ; args.a > 5                       ; WIDER
          args.a > 5                            ; args.a > 5 || args.b             ; WIDER
          args.c == "EUR" && args.a <= 9        ; args.a <= 8 && args.c == "EUR"   ; NARROWER
          args.c in ["a", "b"]                  ; args.c == "a"                    ; NARROWER
          args.c == "a"                         ; args.c in ["b", "a"]             ; WIDER
          !(args.a > 5)                         ; !(args.a > 9)                    ; WIDER
          true                                  ; args.a > 5                       ; NARROWER
          false                                 ; args.a > 5                       ; WIDER
          args.a > 5                            ; args.b > 5                       ; UNKNOWN
          args.a > 5                            ; args.a < 5                       ; UNKNOWN
          args.c == "a"                         ; args.c == "b"                    ; UNKNOWN
          args.a <= decimal("10.5")             ; args.a <= decimal("10.4")        ; NARROWER
          """)
  void one_condition_lies_to_another(String first, String second, Lie expected) {
    assertThat(grammar.lie(first, second)).isEqualTo(expected);
  }
}
