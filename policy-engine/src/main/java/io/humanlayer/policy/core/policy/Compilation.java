package io.humanlayer.policy.core.policy;

import java.util.List;
import java.util.Set;

/// What became of an expression's text.
public sealed interface Compilation<T> {

  /// It compiles.
  ///
  /// @param mentions the names of the variables that it reads
  record Compiled<T>(Expression<T> expression, Set<String> mentions) implements Compilation<T> {
    public Compiled {
      mentions = Set.copyOf(mentions);
    }
  }

  /// It does not compile, and why.
  record Rejected<T>(List<String> reasons) implements Compilation<T> {
    public Rejected {
      reasons = List.copyOf(reasons);
    }
  }
}
