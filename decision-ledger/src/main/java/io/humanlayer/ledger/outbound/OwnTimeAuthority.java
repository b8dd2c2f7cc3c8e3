package io.humanlayer.ledger.outbound;

import io.humanlayer.ledger.app.Cosigners;
import io.humanlayer.ledger.app.TimeAuthority;
import io.humanlayer.proof.time.TimeStampQuery;
import io.humanlayer.proof.time.TrustedAuthorities;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;

/// Our own clock, for installations without a time authority: it says on every stamp that it is not
/// one.
record OwnTimeAuthority(Cosigners cosigners, Clock time, SecureRandom random)
    implements TimeAuthority {

  private static final int SERIAL_BITS = 120;

  @Override
  public String name() {
    return "own clock (not a trusted time authority)";
  }

  @Override
  public byte[] ask(TimeStampQuery query) {
    var serial = new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS);
    return cosigners.clock().answer(query, serial, time.instant());
  }

  @Override
  public TrustedAuthorities trusted() {
    return TrustedAuthorities.of(cosigners.clock().certificates());
  }
}
