package io.humanlayer.routing.core.sentinels;

import io.humanlayer.routing.core.sentinels.Standing.HeldMandate;
import org.jspecify.annotations.Nullable;

/// By what a Sentinel may sit somewhere.
///
/// @param by the qualification that they hold themself
/// @param under the delegation by which it is enough; none if it is their own
public record Authority(Qualification by, @Nullable HeldMandate under) {

  public String name() {
    return by.name();
  }

  /// As it stands in a verdict: `finance.deputy-cfo/1 for carla, delegation d-12`.
  public String habilitation() {
    return under == null
        ? by.habilitation()
        : by.habilitation()
            + " for "
            + under.principal().id()
            + ", delegation "
            + under.delegation().id();
  }
}
