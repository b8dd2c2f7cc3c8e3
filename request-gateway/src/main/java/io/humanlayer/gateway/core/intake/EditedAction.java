package io.humanlayer.gateway.core.intake;

import java.util.Set;

/// What an edit makes of an Action.
///
/// @param arguments all of them, in canonical JSON
/// @param changed the names of those that differ from what the edit starts from
public record EditedAction(String digest, String arguments, Set<String> changed) {
  public EditedAction {
    changed = Set.copyOf(changed);
  }
}
