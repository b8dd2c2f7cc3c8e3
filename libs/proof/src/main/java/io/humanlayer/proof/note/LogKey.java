package io.humanlayer.proof.note;

import io.humanlayer.proof.NoteSignature;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.proof.SignedNote;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The Ed25519 key of a log (type 1): its signature says *this is my head*.
public record LogKey(NoteVerifier verifier) implements CheckpointKey {

  static final byte TYPE = 1;

  @Override
  public String name() {
    return verifier.name();
  }

  @Override
  public int keyId() {
    return verifier.keyId();
  }

  @Override
  public String vkey() {
    return verifier.vkey();
  }

  @Override
  public boolean verifies(SignedNote note, NoteSignature line) {
    return new SignedNote(note.text(), List.of(line)).isSignedBy(verifier);
  }

  @Override
  public Optional<Instant> time(NoteSignature line) {
    return Optional.empty();
  }
}
