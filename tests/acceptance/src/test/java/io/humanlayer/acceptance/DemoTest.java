package io.humanlayer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.acceptance.system.TheSystem;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the README lets a newcomer see first, as often as they like.
@ExtendWith(TheSystem.class)
class DemoTest {

  private static final Duration LIMIT = Duration.ofMinutes(4);

  @RepeatedTest(2)
  void everything_comes_out_as_it_should(RunningSystem system) {
    var demo = system.command(LIMIT, "demo");

    assertThat(demo.exit()).as(demo.printed()).isZero();
    assertThat(demo.printed()).contains("Everything came out as it should.");
    assertThat(system.home().resolve("receipt.json")).isNotEmptyFile();
  }
}
