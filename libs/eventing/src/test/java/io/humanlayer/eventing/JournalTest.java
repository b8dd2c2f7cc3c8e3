package io.humanlayer.eventing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {

  private static final Cause CAUSE =
      new Cause("routing-service", "message-7", "acme", "00-4bf92f35-00f067aa-01");

  private final Jdbi jdbi = Servers.jdbi();
  private final Journal journal = Servers.journal();
  private final UUID stream = UUID.randomUUID();

  @Test
  void what_is_appended_is_read_back_in_order() {
    append(0, "ada", "ben");
    append(2, "cleo");
    assertThat(sentinels()).containsExactly("ada", "ben", "cleo");
  }

  @Test
  void a_row_has_all_that_the_relay_publishes() {
    append(0, "ada");
    Map<String, Object> row =
        jdbi.withHandle(
            h ->
                h.createQuery("select * from journal where stream = :s")
                    .bind("s", stream)
                    .mapToMap()
                    .one());
    assertThat(row)
        .containsEntry("version", 1)
        .containsEntry("type", "io.humanlayer.cases.OfferMade.v1")
        .containsEntry("topic", "hl.cases.v1")
        .containsEntry("key", "key-ada")
        .containsEntry("org", "acme")
        .containsEntry("caused_by", "message-7")
        .containsEntry("traceparent", "00-4bf92f35-00f067aa-01");
    assertThat(((UUID) row.get("event_id")).version()).isEqualTo(7);
  }

  @Test
  void no_events_change_nothing() {
    append(0);
    assertThat(sentinels()).isEmpty();
  }

  @Test
  void an_erasure_takes_what_people_wrote_from_the_events_of_its_key_and_leaves_the_facts() {
    var body = new EventBody(SampleEvent.of(Contracts.schema("io.humanlayer.decisions.Decided")));
    String key = stream.toString();
    var event = new OutgoingEvent("hl.decisions.v1", key, Instant.EPOCH, body);
    jdbi.useTransaction(h -> journal.append(h, stream, 0, List.of(event), CAUSE));
    assertThat(body.optionalText("reason")).isNotNull();

    assertThat(erase(key)).isEqualTo(1);
    assertThat(erase(key)).isZero();

    EventBody erased = jdbi.withHandle(h -> journal.read(h, stream)).getFirst();
    assertThat(erased.optionalText("reason")).isNull();
    assertThat(erased.optionalText("answer")).isNull();
    assertThat(erased.record("edits").text("arguments")).isEmpty();
    assertThat(erased.text("outcome")).isEqualTo(body.text("outcome"));
    assertThat(erased.records("rules")).isEqualTo(body.records("rules"));
    assertThatThrownBy(
            () ->
                jdbi.useTransaction(
                    h -> {
                      h.execute("set local humanlayer.erasing = 'content'");
                      h.execute("update journal set org = 'another' where stream = ?", stream);
                    }))
        .hasMessageContaining("append-only");
    assertThatThrownBy(
            () ->
                jdbi.useHandle(
                    h -> h.execute("update journal set payload = '' where stream = ?", stream)))
        .hasMessageContaining("append-only");
  }

  private int erase(String key) {
    return jdbi.inTransaction(h -> journal.eraseContent(h, key));
  }

  @Test
  void two_writers_at_the_same_version_leave_exactly_one_winner() throws InterruptedException {
    var bothHaveRead = new CyclicBarrier(2);
    List<Object> answers =
        Together.run(
            2,
            number ->
                jdbi.inTransaction(
                    handle -> {
                      int version = journal.read(handle, stream).size();
                      meet(bothHaveRead);
                      List<OutgoingEvent> events = List.of(Seats.offer("writer-" + number));
                      journal.append(handle, stream, version, events, CAUSE);
                      return "won";
                    }));
    assertThat(answers).filteredOn("won"::equals).hasSize(1);
    assertThat(answers).filteredOn(VersionConflict.class::isInstance).hasSize(1);
    assertThat(sentinels()).hasSize(1);
  }

  @Test
  void a_stale_version_is_a_conflict_that_leaves_nothing() {
    append(0, "ada");
    assertThatThrownBy(() -> append(0, "ben", "cleo")).isInstanceOf(VersionConflict.class);
    assertThat(sentinels()).containsExactly("ada");
  }

  @Test
  void facts_without_a_state_queue_up_at_the_end() throws InterruptedException {
    List<Object> answers =
        Together.run(
            6,
            number ->
                jdbi.inTransaction(
                    handle -> {
                      List<OutgoingEvent> events = List.of(Seats.offer("writer-" + number));
                      journal.appendNext(handle, stream, events, CAUSE);
                      return "done";
                    }));
    assertThat(answers).containsOnly("done");
    assertThat(sentinels()).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void a_transaction_that_is_rolled_back_leaves_nothing() {
    assertThatThrownBy(
            () ->
                jdbi.useTransaction(
                    handle -> {
                      Inbox.firstTime(handle, "r", stream.toString());
                      journal.append(handle, stream, 0, List.of(Seats.offer("ada")), CAUSE);
                      throw new IllegalStateException("crash");
                    }))
        .hasMessage("crash");
    assertThat(sentinels()).isEmpty();
    boolean first = jdbi.inTransaction(h -> Inbox.firstTime(h, "r", stream.toString()));
    assertThat(first).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update journal set key = 'other'",
        "update journal set payload = null where version = 1",
        "delete from journal",
        "truncate journal",
        "truncate journal, inbox"
      })
  void what_is_in_the_journal_stays(String change) {
    append(0, "ada");
    assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute(change)))
        .hasMessageContaining("it is append-only");
    assertThat(sentinels()).containsExactly("ada");
  }

  private void append(int expected, String... sentinels) {
    List<OutgoingEvent> events = List.of(sentinels).stream().map(Seats::offer).toList();
    jdbi.useTransaction(handle -> journal.append(handle, stream, expected, events, CAUSE));
  }

  private List<String> sentinels() {
    return jdbi.withHandle(this::sentinels);
  }

  private List<String> sentinels(Handle handle) {
    return journal.read(handle, stream).stream().map(body -> body.text("sentinel")).toList();
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
