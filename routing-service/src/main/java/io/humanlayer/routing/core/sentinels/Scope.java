package io.humanlayer.routing.core.sentinels;

import java.util.Set;

/// How far a qualification reaches: its habilitation. An empty set sets no bound.
///
/// @param operations the operations it covers; `payment.*` covers all whose name begins so
/// @param jurisdictions where it was given and holds
/// @param languages in which its holder may judge
public record Scope(Set<String> operations, Set<String> jurisdictions, Set<String> languages) {

  public static final Scope UNBOUNDED = new Scope(Set.of(), Set.of(), Set.of());

  private static final String ALL = "*";

  public Scope {
    operations = Set.copyOf(operations);
    jurisdictions = Set.copyOf(jurisdictions);
    languages = Set.copyOf(languages);
  }

  boolean covers(String operation) {
    return operations.isEmpty() || operations.stream().anyMatch(it -> matches(it, operation));
  }

  private static boolean matches(String pattern, String operation) {
    return pattern.endsWith(ALL)
        ? operation.startsWith(pattern.substring(0, pattern.length() - ALL.length()))
        : pattern.equals(operation);
  }
}
