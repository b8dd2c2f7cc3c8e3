package io.humanlayer.gateway.inbound;

import io.humanlayer.gateway.core.status.RequestView;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The entity tag of a view: its version, which grows with every change.
record Etag(int version) {

  static Etag of(RequestView view) {
    return new Etag(view.version());
  }

  /// Whether an `If-None-Match` has this tag (RFC 9110 §13.1.2: lists, weak tags, `*`).
  boolean matches(@Nullable String ifNoneMatch) {
    return ifNoneMatch != null
        && Arrays.stream(ifNoneMatch.split(","))
            .map(tag -> tag.strip().replaceFirst("^W/", ""))
            .anyMatch(tag -> tag.equals("*") || tag.equals(toString()));
  }

  @Override
  public String toString() {
    return "\"" + version + "\"";
  }
}
