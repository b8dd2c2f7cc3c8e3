package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.SentinelId;
import org.jspecify.annotations.Nullable;

/// Something that puts one Sentinel on one panel.
public sealed interface Placed permits Offer, Hold, Verdict {

  SentinelId sentinel();

  String panel();

  /// For whom they sit there; none if for themself.
  @Nullable Behalf behalf();

  /// Whose seat it is: theirs, or that of whoever delegated it to them.
  default SentinelId principal() {
    Behalf behalf = behalf();
    return behalf == null ? sentinel() : behalf.principal();
  }
}
