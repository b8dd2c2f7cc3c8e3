package io.humanlayer.policy.core.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// How large arguments may be. Without these a long list could exhaust a condition's iterations and
/// turn an intended DENY into an error.
public final class Caps {

  public static final int MAX_ITEMS = 1_000;
  public static final int MAX_TEXT = 20_000;
  public static final int MAX_BYTES = 64 * 1024;
  public static final int MAX_DEPTH = 8;

  /// What a number, a flag or the frame of a list counts for in bytes.
  private static final int FRAME = 8;

  private final List<String> exceeded = new ArrayList<>();
  private long bytes;

  private Caps() {}

  /// What is too large, too deep or unreadable in `data`, each with its JSON Pointer; empty if all
  /// is well.
  static List<String> exceededBy(Data data) {
    var caps = new Caps();
    caps.walk(data, "", 1);
    if (caps.bytes > MAX_BYTES) {
      caps.exceeded.add("/: more than " + MAX_BYTES + " bytes in all");
    }
    return caps.exceeded;
  }

  private void walk(Data data, String at, int depth) {
    bytes += FRAME;
    if (depth > MAX_DEPTH) {
      exceeded.add(at + ": nested deeper than " + MAX_DEPTH);
      return;
    }
    switch (data) {
      case Data.Text text -> text(text.value(), at);
      case Data.Sequence list -> {
        if (list.items().size() > MAX_ITEMS) {
          exceeded.add(at + ": more than " + MAX_ITEMS + " items");
          return;
        }
        for (int i = 0; i < list.items().size(); i++) {
          walk(list.items().get(i), at + "/" + i, depth + 1);
        }
      }
      case Data.Struct struct -> {
        if (struct.fields().size() > MAX_ITEMS) {
          exceeded.add(at + ": more than " + MAX_ITEMS + " fields");
          return;
        }
        struct
            .fields()
            .forEach(
                (name, value) -> {
                  String path = at + "/" + Pointer.escape(name);
                  text(name, path);
                  walk(value, path, depth + 1);
                });
      }
      case Data.Unreadable unreadable -> exceeded.add(at + ": " + unreadable.why());
      case Data.Whole whole -> {}
      case Data.Decimal decimal -> {}
      case Data.Flag flag -> {}
      case Data.Nothing nothing -> {}
    }
  }

  private void text(String text, String at) {
    bytes += text.getBytes(StandardCharsets.UTF_8).length;
    if (text.length() > MAX_TEXT) {
      exceeded.add(at + ": longer than " + MAX_TEXT + " characters");
    }
  }
}
