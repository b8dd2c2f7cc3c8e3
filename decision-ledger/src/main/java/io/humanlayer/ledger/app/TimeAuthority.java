package io.humanlayer.ledger.app;

import io.humanlayer.proof.time.TimeStampQuery;
import io.humanlayer.proof.time.TrustedAuthorities;

/// Who says what time it is (RFC 3161).
public interface TimeAuthority {

  /// What it is called in records: its address, or the name of the own clock.
  String name();

  /// Its answer, unchecked.
  ///
  /// @throws Unreachable if none comes
  byte[] ask(TimeStampQuery query);

  /// The certificates under which its answers are believed.
  TrustedAuthorities trusted();
}
