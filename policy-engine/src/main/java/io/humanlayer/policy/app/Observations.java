package io.humanlayer.policy.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.observation.Observation;
import io.humanlayer.policy.core.policy.PolicyRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What live traffic has shown of policies.
public interface Observations {

  /// An expression that fails, and how often.
  record Alert(
      PolicyRef policy,
      String rule,
      String operation,
      long times,
      String why,
      Instant first,
      Instant last,
      UUID lastRequest) {}

  /// How many requests a shadow ruled so where the enforced policies ruled otherwise, or the same.
  record Cell(int number, String enforced, String shadow, long requests) {}

  /// A request on which a shadow and the enforced policies differ.
  record Difference(
      int number, UUID request, String agent, String operation, String enforced, String shadow) {}

  /// What a shadow would have changed.
  record ShadowReport(List<Cell> cells, List<Difference> latest) {}

  /// Keeps what was observed; repetitions do not count.
  void record(List<Observation> observed);

  /// The alerts of `organisation`, the latest first.
  List<Alert> alerts(OrganisationId organisation);

  /// What the shadows of this name said; its latest differences.
  ShadowReport shadow(OrganisationId organisation, String layer, String name);

  /// Forgets what shadows said before `then`.
  int forget(Instant then);
}
