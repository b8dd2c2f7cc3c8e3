package io.humanlayer.proof.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// By what right a decision was made: the receipts of the events, in the same log, by which the
/// policies were published, the Sentinels accredited, grants made, and passkeys made known.
///
/// @param receipts by the names of their files
public record AuthorityFiles(SortedMap<String, String> receipts) {

  public static final String FOLDER = "authority/";

  private static final Pattern NAME =
      Pattern.compile(
          FOLDER
              + "([a-z]+)-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\\.json");

  public AuthorityFiles {
    receipts = new TreeMap<>(receipts);
  }

  /// What an event gave.
  public enum Kind {
    /// A numbered policy.
    POLICY,
    /// A Sentinel's qualifications, as they stood.
    SENTINEL,
    /// One Sentinel's right to decide for another: offered, and accepted.
    DELEGATION,
    /// A standing permission that Sentinels gave with an approval.
    GRANT,
    /// A passkey to a Sentinel.
    PASSKEY;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// One file: what its event gave, and the event's id.
  public record Name(Kind kind, String event) {

    /// The name that `file` is; none if it is another file.
    public static Optional<Name> of(String file) {
      Matcher name = NAME.matcher(file);
      return name.matches()
          ? Arrays.stream(Kind.values())
              .filter(kind -> kind.word().equals(name.group(1)))
              .findFirst()
              .map(kind -> new Name(kind, name.group(2)))
          : Optional.empty();
    }

    /// The path within the package.
    public String file() {
      return FOLDER + kind.word() + "-" + event + ".json";
    }
  }

  void put(Map<String, byte[]> files) {
    receipts.forEach((name, receipt) -> files.put(name, receipt.getBytes(StandardCharsets.UTF_8)));
  }
}
