package io.humanlayer.policy.app;

import io.humanlayer.policy.core.change.PolicyChange;

/// How a change is written down for the people who decide about it.
public interface ChangeTexts {

  /// The differences, the gravest first, as JSON; those of a large change only in part.
  String of(PolicyChange change);
}
