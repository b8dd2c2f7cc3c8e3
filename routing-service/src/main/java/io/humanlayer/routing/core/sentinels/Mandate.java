package io.humanlayer.routing.core.sentinels;

/// A delegation and how far it has come.
public sealed interface Mandate {

  Delegation delegation();

  /// Nobody has agreed to it; it gives no authority.
  record Offered(Delegation delegation) implements Mandate {}

  /// The delegate has agreed.
  record Accepted(Delegation delegation) implements Mandate {}

  /// Taken back or turned down, for good.
  record Revoked(Delegation delegation) implements Mandate {}
}
