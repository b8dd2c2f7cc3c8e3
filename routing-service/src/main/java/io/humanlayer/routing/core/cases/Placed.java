package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.SentinelId;

/// Something that puts one Sentinel on one panel.
sealed interface Placed permits Offer, Verdict {

  SentinelId sentinel();

  String panel();
}
