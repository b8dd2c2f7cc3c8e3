package io.humanlayer.ledger.app;

import io.humanlayer.proof.Hash;
import io.humanlayer.proof.time.TimeCheck;
import io.humanlayer.proof.time.TimeStamp;
import io.humanlayer.proof.time.TimeStampQuery;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Optional;

/// Asks a time authority and checks what it says: that it stamps this, answers this question, and
/// is one that is believed.
final class Stamping {

  private static final int NONCE_BITS = 96;

  private final TimeAuthority authority;
  private final SecureRandom random = new SecureRandom();

  Stamping(TimeAuthority authority) {
    this.authority = authority;
  }

  /// An answer and what is to be said of it.
  @SuppressWarnings("ArrayRecordComponent")
  record Stamped(byte[] answer, TimeCheck check) {}

  /// @throws Unreachable if no answer comes
  Stamped over(Hash imprint) {
    var nonce = new BigInteger(NONCE_BITS, random).setBit(NONCE_BITS);
    byte[] answer = TimeStamp.bare(authority.ask(new TimeStampQuery(imprint, nonce)));
    return new Stamped(
        answer, TimeStamp.check(answer, imprint, Optional.of(nonce), authority.trusted()));
  }
}
