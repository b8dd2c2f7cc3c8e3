package io.humanlayer.standalone.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.humanlayer.standalone.home.Progress.Line;
import io.humanlayer.standalone.infrastructure.Ports;
import io.humanlayer.standalone.infrastructure.StartFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

  @TempDir Path folder;

  @Test
  void secrets_are_made_once_and_only_their_owner_may_read_them() throws Exception {
    var home = new Home(folder);

    var token = home.secrets().operatorToken();

    assertThat(new Home(folder).secrets().operatorToken()).isEqualTo(token).hasSize(48);
    assertThat(Base64.getDecoder().decode(home.secrets().masterKey())).hasSize(32);
    assertThat(Files.getPosixFilePermissions(folder.resolve("secrets.properties")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void whoever_asks_first_for_a_secret_all_get_the_same() throws Exception {
    try (var askers = Executors.newFixedThreadPool(8)) {
      Callable<String> ask = () -> new Home(folder).secrets().kafkaPassword("acme");
      var asked = askers.invokeAll(Collections.nCopies(40, ask));

      var passwords = new HashSet<String>();
      for (var password : asked) {
        passwords.add(password.get());
      }
      assertThat(passwords).hasSize(1);
    }
  }

  @Test
  void a_port_is_kept_until_somebody_else_has_it() throws Exception {
    var first = new Home(folder).ports().claim("kafka");

    assertThat(new Home(folder).ports().claim("kafka")).isEqualTo(first);
    try (var _ = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
      var second = new Home(folder).ports().claim("kafka");
      assertThat(second).isNotEqualTo(first);
      assertThat(new Home(folder).ports().claim("kafka")).isEqualTo(second);
    }
  }

  @Test
  void a_wanted_port_gives_way_and_a_pinned_one_does_not() throws Exception {
    var wanted = Ports.free();
    try (var _ = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      var ports = new Home(folder).ports();

      assertThat(ports.claimFrom("edge", wanted)).isGreaterThan(wanted);
      assertThatThrownBy(() -> ports.claimExactly("edge", wanted))
          .isInstanceOf(StartFailure.class)
          .hasMessage("port " + wanted + " is in use");
    }
  }

  @Test
  void what_a_killed_run_has_left_is_found_and_ended() throws Exception {
    var notes = new Home(folder).notes();
    var process = new ProcessBuilder("sleep", "600").start();
    notes.write(Note.of("ledger", process.pid(), 1, "", folder.resolve("ledger.log")));

    assertThat(notes.endLeftovers()).containsExactly("ledger");

    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(notes.all()).isEmpty();
  }

  @Test
  void a_process_that_got_the_number_of_a_former_one_is_left_alone() throws Exception {
    var process = new ProcessBuilder("sleep", "600").start();
    try {
      var note = Note.of("ledger", process.pid(), 1, "", folder.resolve("ledger.log"));
      var earlier =
          new Note(
              note.name(),
              note.pid(),
              note.started().minus(Duration.ofMinutes(1)),
              note.port(),
              note.ready(),
              note.log());

      assertThat(note.process()).isPresent();
      assertThat(earlier.process()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void progress_is_read_as_it_was_told() {
    var progress = new Home(folder).progress();
    progress.begin();

    progress.add(new Line.Step("kafka ready"));
    progress.add(new Line.Failed("two\nlines"));

    assertThat(progress.lines())
        .containsExactly(new Line.Step("kafka ready"), new Line.Failed("two\nlines"));
  }
}
