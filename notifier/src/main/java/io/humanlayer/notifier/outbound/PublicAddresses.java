package io.humanlayer.notifier.outbound;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/// Which addresses belong to the public internet. A callback to any other could reach what only our
/// own network may reach: metadata services, databases, consoles.
final class PublicAddresses {

  /// What the IANA registry sets apart (RFC 6890), multicast, and what is reserved.
  private static final List<Prefix> SPECIAL =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/3",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20")
          .map(Prefix::of)
          .toList();

  /// Of IPv6 only global unicast is public at all.
  private static final Prefix GLOBAL_UNICAST = Prefix.of("2000::/3");

  private PublicAddresses() {}

  static boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    return SPECIAL.stream().noneMatch(prefix -> prefix.contains(bytes))
        && (bytes.length == 4 || GLOBAL_UNICAST.contains(bytes));
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Prefix(byte[] address, int bits) {

    static Prefix of(String text) {
      String[] parts = text.split("/");
      return new Prefix(InetAddress.ofLiteral(parts[0]).getAddress(), Integer.parseInt(parts[1]));
    }

    boolean contains(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if (((address[bit / 8] ^ other[bit / 8]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
