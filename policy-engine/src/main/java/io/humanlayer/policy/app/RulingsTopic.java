package io.humanlayer.policy.app;

import io.humanlayer.policy.core.request.RuledRequest;
import java.util.List;

/// Where rulings, and the decisions that need no human, are published.
public interface RulingsTopic {

  /// Publishes all of `ruled` and returns when every replica has them.
  ///
  /// @throws IllegalStateException if one is not acknowledged; publishing again is harmless
  void publish(List<RuledRequest> ruled);
}
