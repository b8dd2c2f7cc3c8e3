package io.humanlayer.routing.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Text that somebody else wrote, cut into pieces so that nothing in it works unseen: characters
/// that move, hide or imitate others stand as escapes with their number (202E) in pieces of their
/// own.
public record Visible(List<Piece> pieces, int length) {

  /// @param odd whether this stands for a character that is not shown as itself
  public record Piece(String text, boolean odd) {}

  public Visible {
    pieces = List.copyOf(pieces);
  }

  /// Line breaks and tabs stay: prose has them.
  public static Visible prose(@Nullable String text) {
    return of(text, true);
  }

  /// Line breaks and tabs are shown too: in a value they are part of what is done.
  public static Visible value(@Nullable String text) {
    return of(text, false);
  }

  /// The same JSON, in which whatever works unseen is an escape (RFC 8259 §7).
  static String json(JsonNode value) {
    var text = new StringBuilder();
    value
        .toString()
        .codePoints()
        .forEach(
            c -> {
              if (shownAsItself(c)) {
                text.appendCodePoint(c);
              } else {
                for (char unit : Character.toChars(c)) {
                  text.append("\\u%04x".formatted((int) unit));
                }
              }
            });
    return text.toString();
  }

  private static Visible of(@Nullable String text, boolean layout) {
    if (text == null) {
      return new Visible(List.of(), 0);
    }
    var pieces = new ArrayList<Piece>();
    var plain = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (shownAsItself(c) || (layout && (c == '\n' || c == '\t'))) {
                plain.appendCodePoint(c);
              } else {
                flush(plain, pieces);
                pieces.add(new Piece(escape(c), true));
              }
            });
    flush(plain, pieces);
    return new Visible(pieces, text.codePointCount(0, text.length()));
  }

  private static void flush(StringBuilder plain, List<Piece> pieces) {
    if (!plain.isEmpty()) {
      pieces.add(new Piece(plain.toString(), false));
      plain.setLength(0);
    }
  }

  private static String escape(int c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> "\\u{" + Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT) + "}";
    };
  }

  private static boolean shownAsItself(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> !blank(c);
    };
  }

  /// Letters and marks that look like nothing: fillers, joiners, variation selectors.
  private static boolean blank(int c) {
    return c == 0x034F
        || c == 0x115F
        || c == 0x1160
        || c == 0x17B4
        || c == 0x17B5
        || (c >= 0x180B && c <= 0x180F)
        || c == 0x2800
        || c == 0x3164
        || (c >= 0xFE00 && c <= 0xFE0F)
        || c == 0xFFA0
        || (c >= 0xE0100 && c <= 0xE01EF);
  }
}
