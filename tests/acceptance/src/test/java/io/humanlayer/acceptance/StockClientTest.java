package io.humanlayer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.humanlayer.acceptance.system.Agent;
import io.humanlayer.acceptance.system.OrganisationKafka.Access;
import io.humanlayer.acceptance.system.Patience;
import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.acceptance.system.TheSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A Kafka client that knows nothing of us asks and hears the answer.
@ExtendWith(TheSystem.class)
class StockClientTest {

  private static final Pattern LIBRARY = Pattern.compile("librdkafka (\\d+)\\.(\\d+)\\.(\\d+)");

  private Path kcat;

  @BeforeEach
  void kcat_is_here() {
    var found =
        Arrays.stream(System.getenv("PATH").split(":"))
            .map(folder -> Path.of(folder, "kcat"))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), "kcat is not installed");
    kcat = found.orElseThrow();
  }

  @Test
  void kcat_asks_and_reads_the_decision(RunningSystem system) {
    Agent agent = system.newAgent();
    kcat(
        system,
        "{\"agent\":\"%s\",\"operation\":\"fetch_weather\",\"arguments\":{\"city\":\"Bari\"}}"
            .formatted(agent.id()),
        "-P",
        "-t",
        "ext.acme.requests.v1");
    String id = system.onlyRequestOf(agent);
    assertThat(agent.api().look(id, Duration.ofSeconds(30)).json().path("status").asText())
        .isEqualTo("approved");

    String line =
        Patience.until(
                "kcat reads the decision of " + id,
                () ->
                    kcat(
                            system,
                            "",
                            "-C",
                            "-e",
                            "-q",
                            "-t",
                            "ext.acme.decisions.v1",
                            "-f",
                            "%k %h\\n")
                        .lines()
                        .filter(told -> told.startsWith(id))
                        .toList(),
                lines -> !lines.isEmpty())
            .getFirst();
    assertThat(line)
        .contains("ce_type=io.humanlayer.ext.DecisionMade.v1")
        .contains("ce_orgid=acme");
  }

  private String kcat(RunningSystem system, String input, String... words) {
    var command = new ArrayList<>(List.of(kcat.toString()));
    command.addAll(connection(system));
    command.addAll(List.of(words));
    return run(input, command);
  }

  /// Kafka 4 refuses the SCRAM of librdkafka before 2.6.1, with which some distributions still
  /// build kcat: such a one comes in where no password is asked for.
  private List<String> connection(RunningSystem system) {
    Matcher version = LIBRARY.matcher(run("", List.of(kcat.toString(), "-V")));
    assertThat(version.find()).isTrue();
    boolean knowsScram =
        Integer.parseInt(version.group(1)) * 10_000
                + Integer.parseInt(version.group(2)) * 100
                + Integer.parseInt(version.group(3))
            >= 20_601;
    Access access = system.kafkaAccess();
    return knowsScram
        ? List.of(
            "-b",
            access.bootstrap(),
            "-X",
            "security.protocol=SASL_PLAINTEXT",
            "-X",
            "sasl.mechanisms=SCRAM-SHA-512",
            "-X",
            "sasl.username=" + access.user(),
            "-X",
            "sasl.password=" + access.password())
        : List.of("-b", system.internalBootstrap());
  }

  private static String run(String input, List<String> command) {
    try {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      try (var in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("kcat: %s", output).isZero();
      return output;
    } catch (IOException e) {
      throw new IllegalStateException("kcat cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
