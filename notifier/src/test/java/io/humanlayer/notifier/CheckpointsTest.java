package io.humanlayer.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The heads of a log, from the ledger's topic to the organisation's.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@TestProfile(RunningNotifier.ReceiversOnThisMachine.class)
class CheckpointsTest extends RunningNotifier {

  private static final String LEDGER = "hl.ledger.v1";
  private static final String TOLD = "ext.acme.checkpoints.v1";
  private static final String PUBLISHED = "io.humanlayer.ledger.CheckpointPublished";
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private void published(UUID message, long size) {
    var body =
        EventBody.of(
            PUBLISHED,
            Map.of(
                "org",
                "acme",
                "origin",
                "log.example/" + request,
                "size",
                size,
                "root",
                "cm9vdA==",
                "note",
                "log.example/" + request + "\n" + size + "\ncm9vdA==\n\n— log x\n",
                "at",
                NOON));
    var envelope =
        new Envelope(
            message,
            "/services/decision-ledger",
            Contracts.type(PUBLISHED),
            request,
            NOON,
            "acme",
            null,
            null);
    kafka.produce(LEDGER, "acme", envelope.headers(), wire.encode(LEDGER, body));
  }

  private List<JournalReader.Row> told() {
    return journal.about("acme").stream()
        .filter(row -> row.topic().equals(TOLD))
        .filter(row -> row.body().text("origin").endsWith(request))
        .toList();
  }

  @Test
  void each_head_is_told_to_the_organisation_as_it_was_signed() {
    published(ids.next(), 7);
    published(ids.next(), 9);

    Await.until(() -> told().size() == 2);
    assertThat(told()).extracting(row -> row.body().number("size")).containsExactly(7L, 9L);
    var first = told().getFirst().body();
    assertThat(first.text("origin")).isEqualTo("log.example/" + request);
    assertThat(first.text("note")).startsWith("log.example/").endsWith("— log x\n");
    assertThat(first.text("published_at")).isEqualTo("2026-11-21T12:00:00.000Z");
  }

  @Test
  void a_head_that_comes_again_is_not_told_again() {
    UUID message = ids.next();
    published(message, 7);
    published(message, 7);
    published(ids.next(), 9);

    Await.until(() -> told().stream().anyMatch(row -> row.body().number("size") == 9));
    assertThat(told()).hasSize(2);
  }
}
