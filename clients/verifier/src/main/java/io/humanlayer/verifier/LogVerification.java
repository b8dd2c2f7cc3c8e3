package io.humanlayer.verifier;

import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.EntryBundle;
import io.humanlayer.proof.Frontier;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.proof.SignedNote;
import io.humanlayer.proof.Tile;
import io.humanlayer.proof.TileIndex;
import io.humanlayer.proof.note.CheckpointKey;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// Checks a whole log: every entry and every tile against the signed head.
public final class LogVerification {

  private final LogFiles files;
  private final Steps steps;

  private LogVerification(LogFiles files, Steps steps) {
    this.files = files;
    this.steps = steps;
  }

  public static Verification of(LogFiles files, NoteVerifier key, List<CheckpointKey> cosigners) {
    return Steps.of(
        steps -> {
          var log = new LogVerification(files, steps);
          Checkpoint head =
              steps.head(SignedNote.parse(steps.text(log.file("checkpoint"))), key, cosigners);
          log.entriesLeadTo(head);
          return List.of(
              "Log %s is whole: %s entries, none changed, missing or moved since it was signed."
                  .formatted(head.origin(), Steps.size(head)));
        });
  }

  private void entriesLeadTo(Checkpoint head) {
    steps.require(head.size() >= 0, "the log is larger than any log");
    Frontier edge = Frontier.empty();
    for (long n = 0; n * Tile.WIDTH < head.size(); n++) {
      int width = Tile.widthIn(head.size(), 0, n);
      List<byte[]> leaves = EntryBundle.read(file("tile/entries/" + new TileIndex(n, width)));
      steps.require(
          leaves.size() == width, "bundle " + n + " has not as many entries as it should");
      List<Hash> hashes = leaves.stream().map(Hash::ofLeaf).toList();
      sameTile(new Tile(0, n, hashes));
      var growth = edge.append(hashes);
      growth.fullTiles().stream().filter(it -> it.level() > 0).forEach(this::sameTile);
      edge = growth.frontier();
    }
    steps.ok("Every entry was hashed: " + Steps.size(head) + " of them.");
    for (int level = 1; level < edge.levels().size(); level++) {
      var row = edge.levels().get(level);
      if (!row.isEmpty()) {
        sameTile(new Tile(level, (head.size() >>> (level * Tile.HEIGHT)) / Tile.WIDTH, row));
      }
    }
    steps.ok("Every tile has the hashes that follow from the entries.");
    steps.require(
        edge.root().equals(head.root()), "the entries do not lead to the root that was signed");
    steps.ok("The entries lead to the signed root " + head.root().base64() + ".");
  }

  private void sameTile(Tile tile) {
    String path = "tile/" + tile.level() + "/" + new TileIndex(tile.index(), tile.hashes().size());
    steps.require(
        Arrays.equals(file(path), tile.bytes()), path + " does not follow from the entries");
  }

  private byte[] file(String path) {
    try {
      return files
          .read(path)
          .orElseThrow(() -> new MalformedException("the log has no file " + path));
    } catch (IOException e) {
      throw new MalformedException("the file " + path + " cannot be read: " + e.getMessage());
    }
  }
}
