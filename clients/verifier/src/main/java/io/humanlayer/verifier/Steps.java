package io.humanlayer.verifier;

import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.NoteSignature;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.proof.SignedNote;
import io.humanlayer.proof.note.CheckpointKey;
import io.humanlayer.proof.note.CheckpointKey.Standing;
import io.humanlayer.proof.note.LogKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The steps of one check, as far as they held.
final class Steps {

  private final List<String> held = new ArrayList<>();

  void ok(String sentence) {
    held.add(sentence);
  }

  void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new MalformedException(otherwise);
    }
  }

  List<String> held() {
    return List.copyOf(held);
  }

  /// Runs a check whose refusals are exceptions within.
  static Verification of(Function<Steps, List<String>> check) {
    var steps = new Steps();
    try {
      List<String> meaning = check.apply(steps);
      return new Verification.Verified(steps.held(), meaning);
    } catch (MalformedException e) {
      return new Verification.Refused(steps.held(), String.valueOf(e.getMessage()));
    }
  }

  String text(byte[] file) {
    require(file.length <= ReceiptVerification.MAX_BYTES, "it is larger than such a file can be");
    return CanonicalText.utf8(file);
  }

  /// The head that the note is, signed by the log, with no line under it that is by nobody known.
  Checkpoint head(SignedNote note, NoteVerifier key, List<CheckpointKey> cosigners) {
    switch (new LogKey(key).under(note)) {
      case Standing.Absent() ->
          require(false, "the checkpoint is not signed with the key you gave (" + key.name() + ")");
      case Standing.Wrong() -> require(false, "the signature under the checkpoint is wrong");
      case Standing.Signed _ -> {}
    }
    Checkpoint head = Checkpoint.parse(note.text());
    require(head.origin().equals(key.name()), "the checkpoint is of another log than your key");
    ok("The checkpoint is signed with your key, the key of log " + key.name() + ".");
    for (NoteSignature line : note.signatures()) {
      if (!key.isNamedBy(line)) {
        cosigned(note, line, cosigners);
      }
    }
    return head;
  }

  private void cosigned(SignedNote note, NoteSignature line, List<CheckpointKey> cosigners) {
    CheckpointKey key =
        cosigners.stream()
            .filter(it -> it.name().equals(line.name()) && it.keyId() == line.keyId())
            .findFirst()
            .orElseThrow(
                () ->
                    new MalformedException(
                        "a line under the checkpoint is by a key that you did not give ("
                            + line.name()
                            + "); --key may be given several times"));
    switch (key.under(note)) {
      case Standing.Signed(_, var at) ->
          ok(
              "It is also signed by "
                  + key.name()
                  + at.map(it -> " at " + it).orElse("")
                  + ", under another key that you gave.");
      case Standing.Absent(), Standing.Wrong() ->
          require(false, "the line of " + key.name() + " under the checkpoint is wrong");
    }
  }

  static String size(Checkpoint head) {
    return Long.toUnsignedString(head.size());
  }
}
