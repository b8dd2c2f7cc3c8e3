package io.humanlayer.routing.core.cases;

import java.util.Set;

/// Another Action in place of the one that was asked for.
///
/// @param arguments all of them, as canonical JSON
/// @param changed the names of those that differ
public record Edit(String arguments, ActionDigest actionDigest, Set<String> changed) {

  public Edit {
    changed = Set.copyOf(changed);
  }

  /// An edit of `base` that changes nothing, and so is refused whoever gives it.
  public static Edit ofNothing(ActionDigest base) {
    return new Edit("{}", base, Set.of());
  }
}
