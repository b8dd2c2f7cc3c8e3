package io.humanlayer.verifier;

/// Text of others as one line that cannot pretend to be another: control and bidirectional
/// characters are made visible.
final class OneLine {

  private OneLine() {}

  static String of(String text) {
    var shown = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean visible =
                  switch (Character.getType(c)) {
                    case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE,
                        Character.PRIVATE_USE,
                        Character.UNASSIGNED ->
                        false;
                    default -> true;
                  };
              if (visible) {
                shown.appendCodePoint(c);
              } else {
                shown.append("\\u{").append(Integer.toHexString(c)).append('}');
              }
            });
    return shown.toString();
  }
}
