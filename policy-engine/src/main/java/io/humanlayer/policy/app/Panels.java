package io.humanlayer.policy.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.lint.PanelFacts;
import io.humanlayer.policy.core.people.Sentinel;
import io.humanlayer.policy.core.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What the register and the past say of the people whom policies ask.
public interface Panels {

  /// Notes how Sentinels are registered now; a state that is older than the noted one changes
  /// nothing.
  void note(List<Known> sentinels);

  /// A Sentinel as the register had them at an instant.
  record Known(Sentinel sentinel, Instant at) {}

  /// The Sentinels of an Organisation, as far as they are noted, by their ids.
  Map<String, Sentinel> sentinels(OrganisationId organisation);

  /// What is known at this instant of the panels that `policy` asks.
  PanelFacts of(Policy policy, Instant at);
}
