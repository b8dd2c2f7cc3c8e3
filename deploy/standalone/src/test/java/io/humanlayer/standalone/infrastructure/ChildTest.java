package io.humanlayer.standalone.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

  @Test
  void a_process_that_ends_while_starting_is_reported_with_its_last_words(@TempDir Path folder) {
    var words = List.of("sh", "-c", "echo the disk is full; exit 3");

    var child = Child.start("ledger", folder.resolve("ledger.log"), words, Map.of());

    assertThatThrownBy(() -> child.waitReady(Duration.ofSeconds(20), () -> false))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("ledger ended with 3")
        .hasMessageContaining("the disk is full");
  }

  @Test
  void a_process_that_ignores_the_request_to_end_is_ended(@TempDir Path folder) {
    var words = List.of("sh", "-c", "trap '' TERM; echo on; while :; do sleep 1; done");
    var child = Child.start("stubborn", folder.resolve("stubborn.log"), words, Map.of());

    child.stop(Duration.ofMillis(200));

    assertThat(child.isAlive()).isFalse();
  }
}
