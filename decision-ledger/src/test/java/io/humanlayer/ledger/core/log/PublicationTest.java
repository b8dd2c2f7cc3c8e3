package io.humanlayer.ledger.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.core.log.LedgerEvent.CheckpointPublished;
import io.humanlayer.ledger.core.log.LedgerEvent.Recorded;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.NoteSigner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PublicationTest {

  private static final OrganisationId ACME = new OrganisationId("acme");
  private static final String ORIGIN = "t-0123456789-1.ledger.example";
  private static final NoteSigner SIGNER = new NoteSigner(ORIGIN, new byte[32]);
  private static final CoveredEntry GENESIS =
      new CoveredEntry(0, Optional.empty(), Optional.empty());

  @Test
  void a_head_over_the_genesis_entry_alone_records_nothing() {
    assertThat(publication(List.of(GENESIS)).events())
        .singleElement()
        .isInstanceOf(CheckpointPublished.class);
  }

  @Test
  void the_events_under_a_head_are_told_with_the_decisions_among_them() {
    var events =
        publication(
                List.of(
                    GENESIS,
                    new CoveredEntry(
                        1, Optional.of(Facts.event(ACME, 1)), Optional.of(Facts.request(ACME, 1))),
                    entry(2)))
            .events();

    assertThat(events)
        .element(1)
        .isEqualTo(
            new Recorded(
                ACME,
                ORIGIN,
                1,
                List.of(Facts.event(ACME, 1), Facts.event(ACME, 2)),
                List.of(Facts.request(ACME, 1)),
                Facts.NOON));
  }

  @Test
  void many_events_are_told_in_several_parts_without_a_gap() {
    var covered = LongStream.range(5, 2505).mapToObj(PublicationTest::entry).toList();

    var recorded =
        publication(covered).events().stream()
            .filter(Recorded.class::isInstance)
            .map(Recorded.class::cast)
            .toList();

    assertThat(recorded).extracting(Recorded::firstIndex).containsExactly(5L, 1005L, 2005L);
    assertThat(recorded)
        .extracting(it -> it.eventIds().size())
        .containsExactly(Publication.MAX_EVENTS, Publication.MAX_EVENTS, 500);
    assertThat(recorded.stream().flatMap(it -> it.eventIds().stream()))
        .containsExactlyElementsOf(covered.stream().map(it -> it.eventId().orElseThrow()).toList());
  }

  private static Publication publication(List<CoveredEntry> covered) {
    var checkpoint = new Checkpoint(ORIGIN, 3, Hash.ofNothing());
    return new Publication(
        ACME, checkpoint, SIGNER.sign(checkpoint.body()), new ArrayList<>(covered), Facts.NOON);
  }

  private static CoveredEntry entry(long index) {
    return new CoveredEntry(index, Optional.of(Facts.event(ACME, (int) index)), Optional.empty());
  }
}
