package io.humanlayer.proof;

/// The head of a log: its name, how many leaves it has, and their root (C2SP tlog-checkpoint).
public record Checkpoint(String origin, long size, Hash root) {

  public Checkpoint {
    if (origin.isEmpty() || origin.chars().anyMatch(c -> c < 0x20)) {
      throw new MalformedException("an origin is one line and not empty");
    }
  }

  /// Reads exactly three lines; extension lines are refused, since nobody has agreed what they say.
  public static Checkpoint parse(String body) {
    String[] lines = body.split("\n", -1);
    if (lines.length != 4 || !lines[3].isEmpty()) {
      throw new MalformedException("a checkpoint has exactly three lines: origin, size, root");
    }
    return new Checkpoint(lines[0], CanonicalText.unsigned(lines[1]), Hash.fromBase64(lines[2]));
  }

  /// The text that is signed.
  public String body() {
    return origin + "\n" + Long.toUnsignedString(size) + "\n" + root.base64() + "\n";
  }
}
