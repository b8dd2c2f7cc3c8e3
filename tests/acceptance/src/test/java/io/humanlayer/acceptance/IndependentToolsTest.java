package io.humanlayer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What tools say of our proofs that nobody here wrote. A tool that does not install here is
/// skipped, with the reason.
class IndependentToolsTest {

  private static final Path SCRIPTS =
      Path.of(System.getProperty("humanlayer.root"), "tests", "independent");
  private static final Duration LIMIT = Duration.ofMinutes(6);

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> they_accept_a_decision_and_refuse_every_changed_byte() throws Exception {
    return verdictsOf("run");
  }

  @TestFactory
  Stream<DynamicTest> they_accept_the_seals_of_a_head_and_refuse_a_changed_one() throws Exception {
    return verdictsOf("seals");
  }

  /// One test for each line that says OK, SKIPPED or FAILED, and one for the end of the script.
  private Stream<DynamicTest> verdictsOf(String script) throws Exception {
    Path output = folder.resolve(script + ".txt");
    Process process =
        new ProcessBuilder("bash", SCRIPTS.resolve(script).toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    List<String> said = lines(output);
    var verdicts =
        said.stream()
            .filter(line -> line.matches("(OK|SKIPPED|FAILED)\\b.*"))
            .map(line -> DynamicTest.dynamicTest(line, () -> judge(line)));
    var end =
        DynamicTest.dynamicTest(
            script + " ends well",
            () -> {
              assertThat(ended).as("%s", said).isTrue();
              assertThat(process.exitValue()).as("%s", said).isZero();
            });
    return Stream.concat(verdicts, Stream.of(end));
  }

  private static void judge(String line) {
    if (line.startsWith("SKIPPED")) {
      abort(line);
    }
    assertThat(line).startsWith("OK");
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file);
  }
}
