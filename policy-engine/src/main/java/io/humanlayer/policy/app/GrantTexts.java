package io.humanlayer.policy.app;

import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.requirement.GrantCeiling;

/// Reads what a grant rests on, as events carry it.
public interface GrantTexts {

  /// The ceiling of grants that a requirement names.
  GrantCeiling ceiling(String text);

  /// Arguments in JSON.
  Data arguments(String json);
}
