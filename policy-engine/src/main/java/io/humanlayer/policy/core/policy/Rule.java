package io.humanlayer.policy.core.policy;

import io.humanlayer.policy.core.requirement.Requirement;
import org.jspecify.annotations.Nullable;

/// One rule: when it matches, its ruling stands unless a more severe one does.
///
/// @param when the condition under which it matches; null for always
/// @param unless the exception; null for none
/// @param require what the decision must look like; null unless the ruling is ARBITRIUM
/// @param at the place of the rule in the document, a JSON Pointer
public record Rule(
    String id,
    Reach reach,
    @Nullable String when,
    @Nullable String unless,
    Ruling ruling,
    @Nullable Requirement require,
    String at) {

  public Rule {
    if ((ruling == Ruling.ARBITRIUM) != (require != null)) {
      throw new IllegalArgumentException("require belongs to ARBITRIUM, and only to it");
    }
  }
}
