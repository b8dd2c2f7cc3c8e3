package io.humanlayer.routing.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.routing.wire.Visible.Piece;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class VisibleTest {

  private static final String ESCAPE = "\\" + "u{";

  @Test
  void ordinary_text_is_one_piece() {
    assertThat(Visible.value("Zürich, 東京 €5").pieces())
        .containsExactly(new Piece("Zürich, 東京 €5", false));
  }

  @Test
  void what_turns_the_reading_direction_is_seen() {
    String name = "invoice_" + Character.toString(0x202E) + "fdp.exe";

    assertThat(Visible.value(name).pieces())
        .containsExactly(
            new Piece("invoice_", false),
            new Piece(ESCAPE + "202E}", true),
            new Piece("fdp.exe", false));
  }

  @Test
  void what_has_no_width_is_seen() {
    for (int c : new int[] {0x200B, 0x200D, 0x2060, 0xFEFF, 0x00AD, 0x3164, 0xFE0F, 0xE0041}) {
      assertThat(Visible.prose("a" + Character.toString(c) + "b").pieces())
          .hasSize(3)
          .element(1)
          .isEqualTo(new Piece(ESCAPE + "%X}".formatted(c), true));
    }
  }

  @Test
  void spaces_that_are_not_spaces_are_seen() {
    assertThat(text(Visible.value("a" + Character.toString(0xA0) + "b")))
        .isEqualTo("a" + ESCAPE + "A0}b");
  }

  @Test
  void a_line_break_is_part_of_a_value_but_layout_in_prose() {
    assertThat(text(Visible.value("a\r\n\tb"))).isEqualTo("a\\r\\n\\tb");
    assertThat(text(Visible.prose("a\n\tb"))).isEqualTo("a\n\tb");
  }

  @Test
  void nothing_is_nothing() {
    assertThat(Visible.prose(null).pieces()).isEmpty();
    assertThat(Visible.prose(null).length()).isZero();
  }

  @Test
  void whatever_is_put_in_nothing_unseen_comes_out() {
    var random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      String any =
          random
              .ints(8, 0, Character.MAX_CODE_POINT + 1)
              .map(c -> random.nextBoolean() ? c : c % 0x3000)
              .mapToObj(Character::toString)
              .collect(Collectors.joining());
      assertThat(text(Visible.value(any)).codePoints())
          .allMatch(c -> c == ' ' || !Character.isWhitespace(c))
          .noneMatch(
              c ->
                  Character.isISOControl(c)
                      || Character.getType(c) == Character.FORMAT
                      || Character.getType(c) == Character.SURROGATE);
    }
  }

  private static String text(Visible visible) {
    return visible.pieces().stream().map(Piece::text).collect(Collectors.joining());
  }

  @Test
  void a_value_in_a_form_shows_what_works_unseen_and_comes_back_as_it_was() throws Exception {
    String hostile =
        "pay " + Character.toString(0x202E) + "1" + Character.toString(0xE0041) + " \"to\"\nday";
    var mapper = new ObjectMapper();
    ObjectNode arguments = mapper.createObjectNode().put("memo", hostile).put("city", "Bari");

    List<EditForm.Field> fields = EditForm.fields(arguments, List.of("memo", "city"));

    assertThat(fields).extracting(EditForm.Field::json).containsExactly(true, false);
    assertThat(Visible.value(fields.getFirst().value()).pieces()).noneMatch(Piece::odd);
    assertThat(mapper.readTree(fields.getFirst().value()).textValue()).isEqualTo(hostile);
    assertThat(
            EditForm.changes(Map.of(fields.getFirst().field(), List.of(fields.getFirst().value()))))
        .isEqualTo(mapper.createObjectNode().put("memo", hostile));
  }
}
