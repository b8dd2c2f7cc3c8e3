package io.humanlayer.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.EntryBundle;
import io.humanlayer.proof.Frontier;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.NoteSigner;
import io.humanlayer.proof.Tile;
import io.humanlayer.proof.TileIndex;
import io.humanlayer.proof.note.QuantumSafeSigner;
import io.humanlayer.verifier.Verification.Refused;
import io.humanlayer.verifier.Verification.Verified;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogVerificationTest {

  private static final int SIZE = 256 + 44;
  private static final NoteSigner LOG = new NoteSigner("log.example", new byte[32]);
  private static final QuantumSafeSigner QUANTUM =
      new QuantumSafeSigner("log.example", new byte[32]);

  @TempDir Path folder;

  @Test
  void a_whole_log_is_verified() {
    assertThat(verify(log())).isInstanceOf(Verified.class);
  }

  @Test
  void a_log_with_any_file_changed_or_missing_is_refused() {
    for (String path : log().keySet()) {
      for (int step = 0; step < 8; step++) {
        var files = log();
        byte[] content = files.get(path);
        content[content.length * step / 8] ^= 1;
        assertThat(verify(files)).as("%s step %d", path, step).isInstanceOf(Refused.class);
      }
      var files = log();
      files.remove(path);
      assertThat(verify(files)).as(path).isInstanceOf(Refused.class);
    }
  }

  @Test
  void the_command_takes_a_folder_a_checkpoint_and_a_bundle() throws IOException {
    for (var file : log().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    String key = LOG.verifier().vkey();
    String quantum = QUANTUM.publicKey().vkey();

    assertThat(run(folder.toString(), "--key", key, "--key", quantum)).isZero();
    assertThat(run(folder.resolve("checkpoint").toString(), "--key", key, "--key", quantum))
        .isZero();
    assertThat(run(folder.resolve("checkpoint").toString(), "--key", key)).isEqualTo(1);
    assertThat(run(folder.toString(), "--key", quantum)).isEqualTo(2);

    var evidence = Evidence.FILES.all();
    for (String name : List.of("decision.sigstore.json", "decision.json", "trusted_root.json")) {
      Files.write(folder.resolve(name), evidence.get(name));
    }
    String bundle = folder.resolve("decision.sigstore.json").toString();
    String root = folder.resolve("trusted_root.json").toString();
    String artifact = folder.resolve("decision.json").toString();
    assertThat(run(bundle, "--trusted-root", root, "--artifact", artifact)).isZero();
    assertThat(run(bundle, "--trusted-root", root, "--artifact", root)).isEqualTo(1);
    assertThat(run(bundle, "--trusted-root", root)).isEqualTo(1);
    Path zip = Files.write(folder.resolve("evidence.zip"), Evidence.zip());
    assertThat(run(zip.toString(), "--trusted-root", root)).isZero();
  }

  private static int run(String... args) {
    var stream = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return VerifyCommand.run(List.of(args), stream, stream);
  }

  private static Verification verify(Map<String, byte[]> files) {
    return LogVerification.of(
        path -> Optional.ofNullable(files.get(path)), LOG.verifier(), List.of(QUANTUM.publicKey()));
  }

  private static Map<String, byte[]> log() {
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      leaves.add(("leaf " + i).getBytes(StandardCharsets.UTF_8));
    }
    var growth = Frontier.empty().append(leaves.stream().map(Hash::ofLeaf).toList());
    var head = new Checkpoint("log.example", SIZE, growth.frontier().root());
    var files = new HashMap<String, byte[]>();
    files.put(
        "checkpoint",
        LOG.sign(head.body())
            .with(List.of(QUANTUM.cosign(head, Instant.EPOCH)))
            .toString()
            .getBytes(StandardCharsets.UTF_8));
    for (int n = 0; n < 2; n++) {
      int width = Tile.widthIn(SIZE, 0, n);
      files.put(
          "tile/entries/" + new TileIndex(n, width),
          EntryBundle.write(leaves.subList(n * 256, n * 256 + width)));
    }
    growth.fullTiles().forEach(tile -> put(files, tile));
    for (int level = 0; level < growth.frontier().levels().size(); level++) {
      put(files, new Tile(level, level == 0 ? 1 : 0, growth.frontier().levels().get(level)));
    }
    return files;
  }

  private static void put(Map<String, byte[]> files, Tile tile) {
    files.put(
        "tile/" + tile.level() + "/" + new TileIndex(tile.index(), tile.hashes().size()),
        tile.bytes());
  }
}
