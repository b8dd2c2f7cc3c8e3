package io.humanlayer.policy.core.replay;

import io.humanlayer.policy.core.policy.Question;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request as it was recorded, with what a human made of it.
///
/// @param limits how the limits stood, by `layer/policy/limit`, with the request included
/// @param human what a human decided; null where none did
public record PastRequest(
    String id, Question question, Map<String, BigDecimal> limits, @Nullable Human human) {

  public PastRequest {
    limits = Map.copyOf(limits);
  }

  /// A human's decision.
  public enum Human {
    APPROVED,
    REJECTED
  }
}
