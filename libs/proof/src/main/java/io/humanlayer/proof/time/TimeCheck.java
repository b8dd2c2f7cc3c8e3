package io.humanlayer.proof.time;

import java.time.Instant;

/// What came of checking a time stamp.
public sealed interface TimeCheck {

  /// What is wrong with a time stamp.
  enum Fault {
    NOT_A_TIME_STAMP,
    NOT_GRANTED,
    WRONG_IMPRINT,
    WRONG_NONCE,
    WRONG_KEY,
    NOT_A_TIME_AUTHORITY,
    UNTRUSTED_AUTHORITY,
    TIME_FAR_OFF
  }

  /// What is stamped existed at this time at the latest, if the authority is believed.
  ///
  /// @param policy the object identifier of the authority's policy
  /// @param authority the subject of its certificate
  record Holds(Instant at, String policy, String authority) implements TimeCheck {

    /// Whether the authority is the built-in one, which nobody needs to trust.
    public boolean isOwnClock() {
      return policy.equals(OwnClock.POLICY);
    }
  }

  /// The stamp is not believed.
  record Refused(Fault fault, String detail) implements TimeCheck {}
}
