package io.humanlayer.policy.core.policy;

/// What is wrong with a policy document, and where.
///
/// @param at the place in the document, a JSON Pointer
/// @param line the line in the text from 1, or 0 if only the place is known
/// @param column the column in the text from 1, or 0
public record Flaw(String at, int line, int column, String message) {

  public static Flaw at(String at, String message) {
    return new Flaw(at, 0, 0, message);
  }

  @Override
  public String toString() {
    String where = line > 0 ? at + " (line " + line + ", column " + column + ")" : at;
    return where + ": " + message;
  }
}
