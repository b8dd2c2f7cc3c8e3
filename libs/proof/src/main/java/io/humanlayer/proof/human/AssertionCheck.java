package io.humanlayer.proof.human;

/// What is to be said of an assertion.
public sealed interface AssertionCheck {

  /// The holder of the key has signed the document, was there, and was known to the authenticator.
  ///
  /// @param origin the page on which they did
  record Holds(AuthenticatorData data, String origin) implements AssertionCheck {}

  record Refused(Fault fault, String detail) implements AssertionCheck {}

  /// The first thing that is wrong.
  enum Fault {
    MALFORMED,
    OTHER_ACT,
    OTHER_CHALLENGE,
    OTHER_ORIGIN,
    FRAMED,
    OTHER_RELYING_PARTY,
    NOBODY_PRESENT,
    NOT_VERIFIED,
    UNKNOWN_KEY,
    WRONG_SIGNATURE
  }
}
