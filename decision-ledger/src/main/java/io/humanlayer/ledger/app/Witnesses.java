package io.humanlayer.ledger.app;

import io.humanlayer.proof.NoteSignature;
import io.humanlayer.proof.note.AddCheckpoint;
import io.humanlayer.proof.note.CheckpointKey;
import java.net.URI;
import java.util.List;

/// The witnesses that are asked to sign our heads.
public interface Witnesses {

  /// @param url the submission prefix; `/add-checkpoint` comes after it
  record Peer(CheckpointKey key, URI url) {}

  /// What a witness answers.
  sealed interface Reply {

    record Lines(List<NoteSignature> lines) implements Reply {
      public Lines {
        lines = List.copyOf(lines);
      }
    }

    /// It has last signed a head of this size.
    record Size(long size) implements Reply {}

    record Refused(int status) implements Reply {}
  }

  List<Peer> peers();

  /// @throws Unreachable if no answer comes
  Reply ask(Peer peer, AddCheckpoint request);
}
