package io.humanlayer.eventing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.humanlayer.eventing.Seats.Offer;
import io.humanlayer.eventing.Seats.Offered;
import io.humanlayer.kernel.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class DeciderRunnerTest {

  private final Jdbi jdbi = Servers.jdbi();
  private final Journal journal = Servers.journal();
  private final UUID stream = UUID.randomUUID();
  private final DeciderRunner<Offer, Set<String>, Offered> runner = runner((_, _, _, _, _) -> {});

  @Test
  void an_accepted_command_is_in_the_journal() {
    assertThat(runner.run(cause("m1"), stream, new Offer("ada")))
        .isEqualTo(Outcome.accepted(new Offered("ada")));
    assertThat(sentinels()).containsExactly("ada");
  }

  @Test
  void a_refused_command_leaves_no_event() {
    runner.run(cause("m1"), stream, new Offer("ada"));
    assertThat(runner.run(cause("m2"), stream, new Offer("ada")))
        .isEqualTo(Outcome.refused(Seats.Reason.ALREADY_OFFERED));
    assertThat(sentinels()).containsExactly("ada");
  }

  @Test
  void a_message_has_its_effect_once() {
    runner.run(cause("m1"), stream, new Offer("ada"));
    assertThat(runner.run(cause("m1"), stream, new Offer("ben")))
        .isEqualTo(Outcome.accepted(List.of()));
    assertThat(sentinels()).containsExactly("ada");
  }

  @Test
  void a_message_delivered_to_many_at_once_has_its_effect_once() throws InterruptedException {
    Together.run(6, n -> runner.run(cause("m1"), stream, new Offer("sentinel-" + n)));
    assertThat(sentinels()).hasSize(1);
  }

  @Test
  void commands_that_collide_are_decided_anew_until_each_has_its_turn()
      throws InterruptedException {
    List<Object> answers =
        Together.run(5, n -> runner.run(cause("m" + n), stream, new Offer("sentinel-" + n)));
    assertThat(answers).allMatch(Outcome.Accepted.class::isInstance);
    assertThat(sentinels()).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void the_same_command_from_two_messages_is_accepted_once() throws InterruptedException {
    List<Object> answers =
        Together.run(2, n -> runner.run(cause("m" + n), stream, new Offer("ada")));
    assertThat(answers).filteredOn(Outcome.Accepted.class::isInstance).hasSize(1);
    assertThat(answers).filteredOn(Outcome.Refused.class::isInstance).hasSize(1);
    assertThat(sentinels()).containsExactly("ada");
  }

  @Test
  void whoever_never_gets_a_turn_is_told_in_the_end() {
    var tries = new AtomicInteger();
    assertThatThrownBy(
            () ->
                runner.run(
                    cause("m1"),
                    stream,
                    _ -> {
                      var rival = Seats.offer("rival-" + tries.incrementAndGet());
                      jdbi.useTransaction(
                          h -> journal.appendNext(h, stream, List.of(rival), cause("rival")));
                      return new Offer("ada");
                    }))
        .isInstanceOf(VersionConflict.class);
    assertThat(tries).hasValue(DeciderRunner.MAX_CONFLICTS);
    assertThat(sentinels()).doesNotContain("ada");
  }

  @Test
  void the_projection_sees_the_state_before_and_after() {
    var seen = new ArrayList<String>();
    var projecting =
        runner((_, _, before, events, after) -> seen.add(before + "" + events + after));
    projecting.run(cause("m1"), stream, new Offer("ada"));
    assertThat(seen).containsExactly("[][Offered[sentinel=ada]][ada]");
  }

  @Test
  void a_projection_that_fails_takes_the_events_and_the_inbox_row_with_it() {
    var failing =
        runner(
            (_, _, _, _, _) -> {
              throw new IllegalStateException("no table");
            });
    assertThatThrownBy(() -> failing.run(cause("m1"), stream, new Offer("ada")))
        .hasMessage("no table");
    assertThat(sentinels()).isEmpty();
    runner.run(cause("m1"), stream, new Offer("ada"));
    assertThat(sentinels()).containsExactly("ada");
  }

  private DeciderRunner<Offer, Set<String>, Offered> runner(
      DeciderRunner.Projection<Set<String>, Offered> projection) {
    return new DeciderRunner<>(jdbi, journal, new Seats(), Seats.CODEC, projection);
  }

  private Cause cause(String message) {
    return new Cause("routing-service", stream + message, "acme", null);
  }

  private List<String> sentinels() {
    return jdbi.withHandle(
        h -> journal.read(h, stream).stream().map(body -> body.text("sentinel")).toList());
  }
}
