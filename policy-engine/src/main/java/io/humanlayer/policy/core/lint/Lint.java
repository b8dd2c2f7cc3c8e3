package io.humanlayer.policy.core.lint;

import io.humanlayer.policy.core.policy.Flaw;

/// Something dubious about a policy.
///
/// @param severity whether it keeps the policy from being published
/// @param code a stable name for the kind of doubt
public record Lint(Severity severity, String code, Flaw flaw) {

  /// What follows from it.
  public enum Severity {
    /// The policy is refused.
    ERROR,
    /// The author is told.
    WARNING
  }

  static Lint error(String code, String at, String message) {
    return new Lint(Severity.ERROR, code, Flaw.at(at, code + ": " + message));
  }

  static Lint warning(String code, String at, String message) {
    return new Lint(Severity.WARNING, code, Flaw.at(at, code + ": " + message));
  }
}
