package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.sentinels.Authority;
import org.jspecify.annotations.Nullable;

/// For whom somebody sits, and by which delegation. The two count as one person.
///
/// @param delegation its id
public record Behalf(SentinelId principal, String delegation) {

  /// None if the authority is the Sentinel's own.
  static @Nullable Behalf of(Authority authority) {
    var under = authority.under();
    return under == null ? null : new Behalf(under.principal().id(), under.delegation().id());
  }
}
