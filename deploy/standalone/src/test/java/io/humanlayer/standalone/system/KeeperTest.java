package io.humanlayer.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.humanlayer.standalone.home.Home;
import io.humanlayer.standalone.infrastructure.Child;
import io.humanlayer.standalone.infrastructure.Server;
import io.humanlayer.standalone.infrastructure.StartFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeeperTest {

  @TempDir Path folder;

  @Test
  void a_server_that_is_killed_comes_back_and_its_note_names_the_new_process() throws Exception {
    var notes = new Home(folder).notes();
    var server = shell("exec sleep 600", true);
    var keeper = new Keeper(server, notes);
    keeper.start();
    keeper.waitReady();
    var first = ProcessHandle.of(server.pid()).orElseThrow();

    first.destroyForcibly();
    first.onExit().get(10, TimeUnit.SECONDS);
    keeper.waitReady();

    assertThat(server.pid()).isNotEqualTo(first.pid());
    assertThat(notes.find("shell").orElseThrow().pid()).isEqualTo(server.pid());
    keeper.stop();
  }

  @Test
  void a_server_that_is_stopped_stays_so() throws Exception {
    var notes = new Home(folder).notes();
    var server = shell("exec sleep 600", true);
    var keeper = new Keeper(server, notes);
    keeper.start();
    keeper.waitReady();

    keeper.stop();
    keeper.start();

    assertThat(server.isAlive()).isFalse();
    assertThat(notes.all()).isEmpty();
  }

  @Test
  void nobody_waits_for_a_server_that_dies_again_and_again() {
    var keeper = new Keeper(shell("echo no disk; exit 1", false), new Home(folder).notes());
    keeper.start();

    assertThatThrownBy(keeper::waitReady)
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("no disk");
    keeper.stop();
  }

  private Server shell(String script, boolean ready) {
    return new Server("shell", folder, 1) {
      @Override
      protected Child launch() {
        return Child.start(name(), log(), List.of("sh", "-c", script), Map.of());
      }

      @Override
      protected Child.Probe probe() {
        return () -> ready && isAlive();
      }
    };
  }
}
