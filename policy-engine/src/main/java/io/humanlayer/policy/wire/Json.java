package io.humanlayer.policy.wire;

import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.proof.CanonicalJson;
import java.util.HexFormat;
import java.util.Map;

/// Canonical JSON (RFC 8785) of data, and its digest.
final class Json {

  private Json() {}

  /// JSON of `data` with the fields in their own order.
  static String plain(Data data) {
    var text = new StringBuilder();
    write(data, text);
    return text.toString();
  }

  static String canonical(Data data) {
    return CanonicalJson.of(plain(data));
  }

  static String digest(String canonical) {
    return CanonicalJson.digest(canonical);
  }

  private static void write(Data data, StringBuilder out) {
    switch (data) {
      case Data.Text(String value) -> quote(value, out);
      case Data.Flag(boolean value) -> out.append(value);
      case Data.Whole(long value) -> out.append(value);
      case Data.Decimal(var value) -> out.append(value);
      case Data.Nothing nothing -> out.append("null");
      case Data.Unreadable(String why) -> throw new IllegalArgumentException(why);
      case Data.Sequence(var items) -> {
        char before = '[';
        for (Data item : items) {
          out.append(before);
          write(item, out);
          before = ',';
        }
        out.append(items.isEmpty() ? "[]" : "]");
      }
      case Data.Struct(var fields) -> {
        char before = '{';
        for (Map.Entry<String, Data> field : fields.entrySet()) {
          out.append(before);
          quote(field.getKey(), out);
          out.append(':');
          write(field.getValue(), out);
          before = ',';
        }
        out.append(fields.isEmpty() ? "{}" : "}");
      }
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        out.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
