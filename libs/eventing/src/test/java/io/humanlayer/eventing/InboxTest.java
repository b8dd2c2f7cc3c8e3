package io.humanlayer.eventing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class InboxTest {

  private final Jdbi jdbi = Servers.jdbi();
  private final String message = UUID.randomUUID().toString();

  @Test
  void a_message_is_new_once_for_each_reader() {
    assertThat(firstTime("routing-service")).isTrue();
    assertThat(firstTime("routing-service")).isFalse();
    assertThat(firstTime("notifier")).isTrue();
  }

  @Test
  void of_many_who_handle_a_message_at_once_one_is_first() throws InterruptedException {
    assertThat(Together.run(8, _ -> firstTime("routing-service")))
        .filteredOn(Boolean.TRUE::equals)
        .hasSize(1);
  }

  @Test
  void only_what_no_topic_can_deliver_any_more_is_forgotten() {
    String old = UUID.randomUUID().toString();
    firstTime("routing-service");
    jdbi.useHandle(
        h ->
            h.execute(
                "insert into inbox values ('routing-service', ?, now() - interval '32 days')",
                old));
    assertThat(jdbi.withHandle(Inbox::prune)).isEqualTo(1);
    assertThat(firstTime("routing-service")).isFalse();
    boolean again = jdbi.inTransaction(h -> Inbox.firstTime(h, "routing-service", old));
    assertThat(again).isTrue();
  }

  private boolean firstTime(String reader) {
    return jdbi.inTransaction(handle -> Inbox.firstTime(handle, reader, message));
  }
}
