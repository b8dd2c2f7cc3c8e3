package io.humanlayer.policy.core.catalogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// One operation of the catalogue.
///
/// @param aliases other names under which Agents ask for it
/// @param effects what it does to the world: `money`, `read`, `irreversible`...
/// @param arguments the declared arguments; an undeclared one does not fit
/// @param optional the arguments that may be absent
public record OperationEntry(
    String name,
    Set<String> aliases,
    Set<String> effects,
    Map<String, ArgumentType> arguments,
    Set<String> optional) {

  public OperationEntry {
    aliases = Collections.unmodifiableSet(new TreeSet<>(aliases));
    effects = Collections.unmodifiableSet(new TreeSet<>(effects));
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    optional = Collections.unmodifiableSet(new TreeSet<>(optional));
    if (!arguments.keySet().containsAll(optional)) {
      throw new IllegalArgumentException("optional names an argument that is not declared");
    }
  }

  /// The effects in a stable order.
  public List<String> effectsInOrder() {
    return List.copyOf(effects);
  }
}
