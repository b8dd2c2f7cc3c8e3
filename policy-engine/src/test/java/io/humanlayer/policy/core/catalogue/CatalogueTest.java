package io.humanlayer.policy.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.policy.Engine;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  private static final Catalogue CATALOGUE =
      Catalogue.of(
          List.of(
              new OperationEntry(
                  "pay",
                  Set.of("transfer"),
                  Set.of("money"),
                  Map.of("amount", ArgumentType.DECIMAL, "note", ArgumentType.STRING),
                  Set.of("note")),
              new OperationEntry(
                  "list",
                  Set.of(),
                  Set.of(),
                  Map.of(
                      "names", ArgumentType.LIST,
                      "times", ArgumentType.INT,
                      "deep", ArgumentType.BOOL),
                  Set.of())));

  private static Reading pay(Object amount) {
    return CATALOGUE.read("transfer", Engine.data(Map.of("amount", amount)));
  }

  private static List<String> misfit(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Misfit.class);
    return ((Reading.Misfit) reading).reasons();
  }

  @Test
  void an_amount_is_a_number_or_a_decimal_text_and_exact() {
    var same = new Data.Decimal(new BigDecimal("1000"));

    for (Object amount : List.of("1000.00", "1000", 1000, new BigDecimal("1000.0"))) {
      assertThat(pay(amount))
          .isInstanceOfSatisfying(
              Reading.Known.class,
              known -> {
                assertThat(known.operation().name()).isEqualTo("pay");
                assertThat(known.arguments()).containsEntry("amount", same);
              });
    }
  }

  @Test
  void any_other_text_is_no_amount() {
    for (String text :
        List.of(
            "lots", "", "1e3", "+5", ".5", "5.", "01", "1,000", "NaN", "Infinity", " 1", "0x10")) {
      assertThat(misfit(pay(text))).as(text).singleElement().asString().startsWith("/amount: not");
    }
  }

  @Test
  void a_number_with_absurd_digits_is_refused_before_it_costs_anything() {
    assertThat(misfit(pay(new BigDecimal("1e999999999")))).hasSize(1);
    assertThat(misfit(pay("9".repeat(40)))).hasSize(1);
  }

  @Test
  void what_could_not_be_read_as_a_value_fits_nothing() {
    assertThat(misfit(pay(new Data.Unreadable("NaN is not a number"))))
        .containsExactly("/amount: NaN is not a number");
    assertThat(misfit(CATALOGUE.read("anything", new Data.Unreadable("not JSON"))))
        .containsExactly("/: not JSON");
  }

  @Test
  void missing_undeclared_and_mistyped_arguments_are_all_named() {
    var reading = CATALOGUE.read("pay", Engine.data(Map.of("note", 7, "bcc/x", "eve@evil")));

    assertThat(misfit(reading))
        .containsExactlyInAnyOrder(
            "/amount: missing", "/note: not a text", "/bcc~1x: pay declares no such argument");
  }

  @Test
  void an_optional_argument_may_be_absent_or_null() {
    var fields = new HashMap<String, Data>();
    fields.put("amount", new Data.Whole(1));
    fields.put("note", new Data.Nothing());

    assertThat(CATALOGUE.read("pay", new Data.Struct(fields))).isInstanceOf(Reading.Known.class);
    assertThat(pay(1)).isInstanceOf(Reading.Known.class);
  }

  @Test
  void whole_numbers_flags_and_lists_of_texts_have_their_types() {
    assertThat(
            CATALOGUE.read(
                "list", Engine.data(Map.of("names", List.of("a"), "times", 3, "deep", true))))
        .isInstanceOf(Reading.Known.class);
    assertThat(
            misfit(
                CATALOGUE.read(
                    "list",
                    Engine.data(
                        Map.of(
                            "names",
                            List.of("a", 1),
                            "times",
                            new BigDecimal("3.5"),
                            "deep",
                            "true")))))
        .hasSize(3);
  }

  @Test
  void arguments_beyond_the_caps_fit_no_operation_known_or_not() {
    var longList = Map.of("names", Collections.nCopies(Caps.MAX_ITEMS + 1, "x"));
    var longText = Map.of("note", "x".repeat(Caps.MAX_TEXT + 1));
    var heavy =
        Map.of(
            "a",
            "x".repeat(20_000),
            "b",
            "x".repeat(20_000),
            "c",
            "x".repeat(20_000),
            "d",
            "é".repeat(4_000));
    Object deep = "bottom";
    for (int i = 0; i < Caps.MAX_DEPTH; i++) {
      deep = List.of(deep);
    }

    for (String operation : List.of("pay", "unheard.of")) {
      assertThat(misfit(CATALOGUE.read(operation, Engine.data(longList))))
          .containsExactly("/names: more than 1000 items");
      assertThat(misfit(CATALOGUE.read(operation, Engine.data(longText))))
          .containsExactly("/note: longer than 20000 characters");
      assertThat(misfit(CATALOGUE.read(operation, Engine.data(heavy))))
          .containsExactly("/: more than 65536 bytes in all");
      assertThat(misfit(CATALOGUE.read(operation, Engine.data(Map.of("deep", deep)))))
          .singleElement()
          .asString()
          .endsWith("nested deeper than 8");
    }
  }

  @Test
  void an_unknown_operation_keeps_its_arguments_untyped() {
    assertThat(CATALOGUE.read("launch", Engine.data(Map.of("x", 1))))
        .isEqualTo(new Reading.Unknown("launch", Map.of("x", new Data.Whole(1))));
  }
}
