package io.humanlayer.standalone.edge;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which headers pass from one side to the other.
final class Headers {

  /// They speak of one connection only (RFC 9110 §7.6.1).
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private Headers() {}

  static void copy(MultiMap from, MultiMap to) {
    var named = from.get("connection");
    var extra =
        named == null
            ? List.<String>of()
            : Arrays.asList(named.toLowerCase(Locale.ROOT).strip().split(" *, *"));
    from.forEach(
        (name, value) -> {
          var lower = name.toLowerCase(Locale.ROOT);
          if (!HOP_BY_HOP.contains(lower) && !extra.contains(lower)) {
            to.add(name, value);
          }
        });
  }
}
