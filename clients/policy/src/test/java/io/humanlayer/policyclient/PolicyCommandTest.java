package io.humanlayer.policyclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandTest {

  private static final Path BASELINE =
      Path.of(
          System.getProperty("humanlayer.root"),
          "deploy",
          "standalone",
          "seed",
          "acme-baseline.yaml");

  @TempDir private Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private int run(String... words) {
    return new PolicyCommand(new PrintStream(printed, true, StandardCharsets.UTF_8))
        .run(List.of(words));
  }

  private String output() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private String changed(String from, String to) throws IOException {
    var text = Files.readString(BASELINE);
    assertThat(text).contains(from);
    var file = folder.resolve("changed.yaml");
    Files.writeString(file, text.replace(from, to));
    return file.toString();
  }

  @Test
  void the_example_is_sound_and_its_untested_boundaries_come_with_tests() {
    assertThat(run("check", BASELINE.toString())).isZero();
    assertThat(output())
        .contains("sound; 20 rules, 26 tests passed")
        .contains("untested boundary: rule four-eyes, when: > became >=")
        .contains("    - {\"name\":\"four-eyes");
  }

  @Test
  void a_flaw_is_told_with_file_line_and_column_and_the_exit_code_says_no() throws IOException {
    var file = changed("args.to == 0", "args.too == 0");

    assertThat(run("check", file)).isEqualTo(1);
    assertThat(output()).containsPattern("changed\\.yaml:\\d+:\\d+: error: /spec/rules/11");
  }

  @Test
  void the_26_tests_of_the_example_pass_and_junit_counts_them() throws IOException {
    var xml = folder.resolve("junit.xml");

    assertThat(run("test", BASELINE.toString(), "--junit", xml.toString())).isZero();

    assertThat(output()).contains("26 tests, 0 failures");
    assertThat(Files.readString(xml))
        .contains("<testsuite name=\"policy baseline\" tests=\"46\" failures=\"0\">")
        .contains("name=\"one cent more asks\"");
  }

  @Test
  void a_failing_test_fails_the_command_and_the_report() throws IOException {
    var xml = folder.resolve("junit.xml");
    var file = changed("when: args.amount > 1000\n", "when: args.amount > 2000\n");

    assertThat(run("test", file, "--junit", xml.toString())).isEqualTo(1);

    assertThat(output()).contains("FAILED one cent more asks");
    assertThat(Files.readString(xml)).contains("<failure message=");
  }

  @Test
  void a_loosening_is_told_by_the_exit_code() throws IOException {
    var looser = changed("args.files_changed <= 50", "args.files_changed <= 60");

    assertThat(run("diff", BASELINE.toString(), looser)).isEqualTo(1);
    assertThat(output()).startsWith("LOOSENING");
    printed.reset();
    assertThat(run("diff", looser, BASELINE.toString())).isZero();
    assertThat(output()).startsWith("TIGHTENING");
  }

  @Test
  void a_replay_of_a_file_blocks_what_a_human_rejected() throws IOException {
    var requests = folder.resolve("requests.ndjson");
    Files.writeString(
        requests,
        """
        {"id":"a","operation":"payment.transfer","arguments":{"amount":"900","currency":"EUR","iban":"X","recipient":"Y"},"limits":{"organisation/baseline/money_hour":"3400"},"human":"REJECTED"}
        {"id":"b","operation":"weather.fetch","arguments":{"city":"Bari"}}
        """);
    var looser = changed("limits.money_hour > 3000", "limits.money_hour > 3500");

    assertThat(
            run(
                "replay",
                looser,
                "--current",
                BASELINE.toString(),
                "--requests",
                requests.toString()))
        .isEqualTo(1);

    assertThat(output()).contains("2 requests replayed; 1 loosened").contains("BLOCKING");
  }

  @Test
  void wrong_usage_and_a_missing_system_have_exit_codes_of_their_own() {
    assertThat(run("chekc", "x")).isEqualTo(2);
    assertThat(run("check")).isEqualTo(2);
    assertThat(run("check", folder.resolve("none.yaml").toString())).isEqualTo(2);
    assertThat(run("publish", BASELINE.toString(), "--home", folder.toString())).isEqualTo(2);
  }
}
