package io.humanlayer.ledger.app;

import io.humanlayer.ledger.app.LogReader.SignedHead;
import io.humanlayer.proof.NoteSignature;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What others have said of our heads: their lines, their time stamps, and what was refused of it.
/// Kept for ever; nothing in it is needed to append or to decide.
public interface Seals {

  /// A line under a head.
  ///
  /// @param key `name+keyid`, which tells whose it is
  record Cosignature(String key, String line) {}

  /// A time stamp over the body of a head.
  final class Stamp {
    private final String authority;
    private final Instant at;
    private final boolean trusted;
    private final byte[] answer;

    public Stamp(String authority, Instant at, boolean trusted, byte[] answer) {
      this.authority = authority;
      this.at = at;
      this.trusted = trusted;
      this.answer = answer.clone();
    }

    public String authority() {
      return authority;
    }

    public Instant at() {
      return at;
    }

    /// Whether it is by somebody else than us.
    public boolean trusted() {
      return trusted;
    }

    public byte[] answer() {
      return answer.clone();
    }
  }

  /// What somebody said of a head and was not believed.
  record Refusal(String by, String fault, String detail, Instant at) {}

  /// All that is known of one head.
  record Sealed(
      SignedHead head, List<Cosignature> cosignatures, List<Stamp> stamps, List<Refusal> refusals) {
    public Sealed {
      cosignatures = List.copyOf(cosignatures);
      stamps = List.copyOf(stamps);
      refusals = List.copyOf(refusals);
    }

    public boolean isSignedBy(String key) {
      return cosignatures.stream().anyMatch(it -> it.key().equals(key));
    }
  }

  /// The newest head of each log that lacks a time stamp or has fewer than so many lines.
  List<Sealed> open(int lines);

  Optional<Sealed> of(String origin, long size);

  /// The first head with a time stamp that covers `index`, or the first one at all.
  Optional<Sealed> over(String origin, long index);

  /// The newest head that has any seal.
  Optional<Sealed> newest(String origin);

  /// How large the largest head of `origin` is that this key has signed; 0 for none.
  long seenBy(String origin, String key);

  void add(SignedHead head, NoteSignature line, Instant at);

  void add(SignedHead head, Stamp stamp);

  void refuse(SignedHead head, Refusal refusal);
}
