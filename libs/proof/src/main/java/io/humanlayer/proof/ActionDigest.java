package io.humanlayer.proof;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The digest by which an Action is known everywhere: of who asks, for whom, and of exactly what.
/// This is the only place that says how it is taken; whoever has the five facts can take it again.
public final class ActionDigest {

  /// What the text begins from; another way of taking the digest would be another schema.
  public static final String SCHEMA = "hl.action/1";

  private ActionDigest() {}

  /// @param operation by its name in the catalogue, never by an alias
  /// @param arguments a JSON object, every declared decimal as its canonical text
  /// @throws MalformedException if `arguments` is not JSON
  public static String of(
      String organisation,
      String agent,
      String operation,
      @Nullable String target,
      String arguments) {
    return CanonicalJson.digest(text(organisation, agent, operation, target, arguments));
  }

  /// The text that the digest is of.
  public static String text(
      String organisation,
      String agent,
      String operation,
      @Nullable String target,
      String arguments) {
    return CanonicalJson.of(
        "{\"schema\":%s,\"org\":%s,\"agent\":%s,\"operation\":%s,\"target\":%s,\"arguments\":%s}"
            .formatted(
                quoted(SCHEMA),
                quoted(organisation),
                quoted(agent),
                quoted(operation),
                target == null ? "null" : quoted(target),
                CanonicalJson.of(arguments)));
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < 0x20) {
        quoted.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
