package io.humanlayer.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

  private static final String KEY = Receipts.SIGNER.verifier().vkey();

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Path receipt;

  @BeforeEach
  void a_receipt_in_a_file() throws IOException {
    receipt = Files.write(folder.resolve("receipt.json"), Receipts.bytes(Receipts.good()));
  }

  @Test
  void a_good_receipt_ends_with_0_and_tells_every_step() {
    assertThat(run("verify", receipt.toString(), "--key", KEY)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("signed with your key", "VERIFIED", "organisation acme", "Sentinel s-7f3k");
  }

  @Test
  void a_changed_receipt_ends_with_1_and_says_why() throws IOException {
    byte[] changed = Files.readAllBytes(receipt);
    changed[changed.length / 2] ^= 1;
    Files.write(receipt, changed);

    assertThat(run(receipt.toString(), "--key", KEY)).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains(" NO ", "REFUSED");
  }

  @Test
  void a_wrong_call_ends_with_2() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("verify", receipt.toString())).isEqualTo(2);
    assertThat(run("verify", "--key", KEY)).isEqualTo(2);
    assertThat(run("verify", receipt.toString(), "--key", "nonsense")).isEqualTo(2);
    assertThat(run("verify", receipt.toString(), "--key", KEY, "--fast")).isEqualTo(2);
    assertThat(run("verify", folder.resolve("none.json").toString(), "--key", KEY)).isEqualTo(2);
  }

  private int run(String... args) {
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return VerifyCommand.run(List.of(args), stream, stream);
  }
}
