package io.humanlayer.proof.human;

import io.humanlayer.proof.MalformedException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One JSON object, read strictly without a library: no key twice, nothing after it. Texts and
/// truth values are given; numbers, lists and objects within are read over.
final class FlatJson {

  private static final int MAX_DEPTH = 8;

  /// What stands for a value that nobody here asks for.
  private static final Object OTHER = new Object();

  private final String text;
  private int at;

  private FlatJson(String text) {
    this.text = text;
  }

  static Map<String, @Nullable Object> read(String text) {
    var reader = new FlatJson(text);
    reader.space();
    Map<String, @Nullable Object> fields = reader.object(0);
    reader.space();
    if (reader.at != text.length()) {
      throw broken();
    }
    return fields;
  }

  private Map<String, @Nullable Object> object(int depth) {
    expect('{');
    var fields = new HashMap<String, @Nullable Object>();
    space();
    if (peek() == '}') {
      at++;
      return fields;
    }
    do {
      space();
      String name = string();
      space();
      expect(':');
      if (fields.containsKey(name)) {
        throw new MalformedException("the JSON says \"" + name + "\" twice");
      }
      fields.put(name, value(depth));
      space();
    } while (another('}'));
    return fields;
  }

  private @Nullable Object value(int depth) {
    if (depth > MAX_DEPTH) {
      throw new MalformedException("the JSON is nested too deeply");
    }
    space();
    return switch (peek()) {
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      case '{' -> {
        var _ = object(depth + 1);
        yield OTHER;
      }
      case '[' -> list(depth + 1);
      default -> number();
    };
  }

  private Object list(int depth) {
    expect('[');
    space();
    if (peek() == ']') {
      at++;
      return OTHER;
    }
    do {
      var _ = value(depth);
      space();
    } while (another(']'));
    return OTHER;
  }

  private boolean another(char end) {
    char next = peek();
    at++;
    if (next == ',') {
      return true;
    }
    if (next == end) {
      return false;
    }
    throw broken();
  }

  private Object number() {
    int start = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (!text.substring(start, at).matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
      throw broken();
    }
    return OTHER;
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw broken();
    }
    at += word.length();
    return value;
  }

  private String string() {
    expect('"');
    var string = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c < 0x20) {
        throw broken();
      }
      string.append(c == '\\' ? escaped() : c);
    }
    at++;
    return string.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
          throw broken();
        }
        at += 4;
        yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
      }
      default -> throw broken();
    };
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void expect(char c) {
    if (peek() != c) {
      throw broken();
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw broken();
    }
    return text.charAt(at);
  }

  private static MalformedException broken() {
    return new MalformedException("it is not one JSON object");
  }
}
