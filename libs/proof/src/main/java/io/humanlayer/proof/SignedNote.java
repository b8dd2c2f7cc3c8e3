package io.humanlayer.proof;

import java.util.ArrayList;
import java.util.List;

/// A text and the signatures under it (C2SP signed-note).
public record SignedNote(String text, List<NoteSignature> signatures) {

  /// C2SP asks for at least sixteen; more than this many is not a note but an attack.
  public static final int MAX_SIGNATURES = 100;

  private static final int MAX_CHARACTERS = 1_000_000;

  public SignedNote {
    signatures = List.copyOf(signatures);
    if (text.isEmpty() || !text.endsWith("\n")) {
      throw new MalformedException("the text of a note ends with a line feed");
    }
    if (text.chars().anyMatch(c -> c < 0x20 && c != '\n')) {
      throw new MalformedException("the text of a note has no control characters");
    }
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw new MalformedException("a note has between one and a hundred signatures");
    }
  }

  public static SignedNote parse(String note) {
    if (note.length() > MAX_CHARACTERS) {
      throw new MalformedException("a note has at most a million characters");
    }
    int end = note.lastIndexOf("\n\n");
    if (end < 0 || !note.endsWith("\n") || end + 2 == note.length()) {
      throw new MalformedException("a note is a text, an empty line and signature lines");
    }
    String lines = note.substring(end + 2, note.length() - 1);
    List<NoteSignature> signatures = lines.lines().map(NoteSignature::parse).toList();
    var parsed = new SignedNote(note.substring(0, end + 1), signatures);
    if (!parsed.toString().equals(note)) {
      throw new MalformedException("not the canonical form of a note");
    }
    return parsed;
  }

  /// Whether the note has a signature under that very key, and none under it that is wrong.
  public boolean isSignedBy(NoteVerifier verifier) {
    List<NoteSignature> claimed = signatures.stream().filter(verifier::isNamedBy).toList();
    return !claimed.isEmpty() && claimed.stream().allMatch(it -> verifier.verifies(text, it));
  }

  /// The note with more signature lines; a line that is there already is not added again.
  public SignedNote with(List<NoteSignature> more) {
    List<NoteSignature> all = new ArrayList<>(signatures);
    for (NoteSignature signature : more) {
      if (all.stream().noneMatch(it -> it.line().equals(signature.line()))) {
        all.add(signature);
      }
    }
    return new SignedNote(text, all);
  }

  /// The note as it is published.
  @Override
  public String toString() {
    var note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature.line()).append('\n'));
    return note.toString();
  }
}
