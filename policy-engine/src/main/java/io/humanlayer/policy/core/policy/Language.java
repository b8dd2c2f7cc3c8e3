package io.humanlayer.policy.core.policy;

import java.math.BigDecimal;

/// The language in which conditions are written. Types are checked here, before any request comes.
public interface Language {

  Compilation<Boolean> condition(String text, Scope scope);

  /// An expression of a number.
  Compilation<BigDecimal> amount(String text, Scope scope);

  /// An expression of a text, by which a limit is kept.
  Compilation<String> key(String text, Scope scope);
}
