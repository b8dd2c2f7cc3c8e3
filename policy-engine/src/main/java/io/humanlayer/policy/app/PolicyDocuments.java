package io.humanlayer.policy.app;

import io.humanlayer.policy.core.policy.PolicyRef;
import java.util.Optional;

/// The documents of published policies.
@FunctionalInterface
public interface PolicyDocuments {

  /// The canonical text of `policy`.
  Optional<String> canonical(PolicyRef policy);
}
