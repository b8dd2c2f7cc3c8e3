package io.humanlayer.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/// Makes the two kinds of UUID that the JDK lacks. Time and randomness come from the caller.
public final class Uuids {

  private Uuids() {}

  /// A UUIDv7 (RFC 9562 §5.7): 48 bits of `at` in milliseconds, then 74 bits of `random`.
  ///
  /// @param random at least ten bytes of randomness
  public static UUID v7(Instant at, byte[] random) {
    ByteBuffer bits = ByteBuffer.wrap(random);
    long high = (at.toEpochMilli() << 16) | 0x7000L | (bits.getShort() & 0x0FFFL);
    long low = (bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /// The UUIDv5 (RFC 9562 §5.5) of `name` within `namespace`: the same input is the same id, for
  /// ever, which is what makes a repetition of a derived event the same event.
  public static UUID v5(UUID namespace, String name) {
    byte[] hash =
        sha1(
            ByteBuffer.allocate(16)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .array(),
            name.getBytes(StandardCharsets.UTF_8));
    ByteBuffer bits = ByteBuffer.wrap(hash);
    long high = (bits.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
    long low = (bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static byte[] sha1(byte[] first, byte[] second) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(first);
      return digest.digest(second);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
