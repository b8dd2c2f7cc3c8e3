package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.SentinelId;

/// Something that puts one Sentinel on one panel.
public sealed interface Placed permits Offer, Hold, Verdict {

  SentinelId sentinel();

  String panel();
}
