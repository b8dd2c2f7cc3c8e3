package io.humanlayer.proof.human;

import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MalformedException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// What the authenticator says of the act (WebAuthn §6.1): for whom, whether somebody was there,
/// and whether it knew them.
///
/// @param signCount how often it has signed; 0 if it does not count
public record AuthenticatorData(Hash relyingPartyHash, int flags, long signCount) {

  private static final int PRESENT = 0x01;
  private static final int VERIFIED = 0x04;
  private static final int BACKUP_ELIGIBLE = 0x08;
  private static final int BACKED_UP = 0x10;
  private static final int ATTESTED = 0x40;
  private static final int EXTENDED = 0x80;
  private static final int LENGTH = 37;

  /// Of an assertion: nothing follows the counter unless the flags say so.
  public static AuthenticatorData parse(byte[] bytes) {
    if (bytes.length < LENGTH) {
      throw new MalformedException("the authenticator data is too short");
    }
    var data =
        new AuthenticatorData(
            Hash.of(Arrays.copyOf(bytes, Hash.LENGTH)),
            bytes[Hash.LENGTH] & 0xFF,
            ByteBuffer.wrap(bytes, Hash.LENGTH + 1, 4).getInt() & 0xFFFF_FFFFL);
    if ((data.flags & ATTESTED) != 0) {
      throw new MalformedException("the authenticator data is that of a registration");
    }
    if ((data.flags & EXTENDED) == 0 && bytes.length != LENGTH) {
      throw new MalformedException("the authenticator data is too long");
    }
    if (data.backedUp() && !data.backupEligible()) {
      throw new MalformedException("the authenticator data contradicts itself");
    }
    return data;
  }

  public boolean present() {
    return (flags & PRESENT) != 0;
  }

  public boolean verified() {
    return (flags & VERIFIED) != 0;
  }

  public boolean backupEligible() {
    return (flags & BACKUP_ELIGIBLE) != 0;
  }

  public boolean backedUp() {
    return (flags & BACKED_UP) != 0;
  }
}
