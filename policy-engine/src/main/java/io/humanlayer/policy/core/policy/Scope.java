package io.humanlayer.policy.core.policy;

import io.humanlayer.policy.core.catalogue.OperationEntry;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the names in an expression mean where it stands.
///
/// @param operation whose arguments `args` has; null where the rule is for all operations, and then
///   arguments have no types
/// @param limits the limits that exist there
/// @param approved whether the arguments of an earlier approval can be seen, as `approved.args`
public record Scope(@Nullable OperationEntry operation, Set<String> limits, boolean approved) {
  public Scope {
    limits = Set.copyOf(limits);
  }
}
