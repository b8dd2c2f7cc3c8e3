package io.humanlayer.ledger.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.proof.GenesisLeaf;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MerkleTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AppendingTest {

  private static final OrganisationId ACME = new OrganisationId("acme");
  private static final Appending GENESIS =
      Appending.genesis(new GenesisLeaf("t-0123456789-1.ledger.example", Facts.NOON));

  @Test
  void a_log_begins_with_one_entry_that_no_event_brought_about() {
    assertThat(GENESIS.entries()).hasSize(1);
    assertThat(GENESIS.entries().getFirst().index()).isZero();
    assertThat(GENESIS.entries().getFirst().eventId()).isEmpty();
    assertThat(GENESIS.after().size()).isEqualTo(1);
  }

  @Test
  void facts_take_the_next_positions_in_their_order() {
    var appending = Appending.of(GENESIS.after(), Facts.range(ACME, 0, 3), Set.of());

    assertThat(appending.entries()).extracting(Entry::index).containsExactly(1L, 2L, 3L);
    assertThat(appending.entries())
        .extracting(Entry::eventId)
        .extracting(java.util.Optional::orElseThrow)
        .containsExactly(Facts.event(ACME, 0), Facts.event(ACME, 1), Facts.event(ACME, 2));
    assertThat(appending.after().size()).isEqualTo(4);
  }

  @Test
  void what_is_in_the_log_or_comes_twice_is_left_out_without_a_gap() {
    var facts = new ArrayList<>(Facts.range(ACME, 0, 4));
    facts.add(1, Facts.fact(ACME, 0));

    var appending = Appending.of(GENESIS.after(), facts, Set.of(Facts.event(ACME, 2)));

    assertThat(appending.entries())
        .extracting(entry -> entry.eventId().orElseThrow())
        .containsExactly(Facts.event(ACME, 0), Facts.event(ACME, 1), Facts.event(ACME, 3));
    assertThat(appending.entries()).extracting(Entry::index).containsExactly(1L, 2L, 3L);
  }

  @Test
  void nothing_new_leaves_the_edge_as_it_was() {
    var appending =
        Appending.of(GENESIS.after(), List.of(Facts.fact(ACME, 0)), Set.of(Facts.event(ACME, 0)));

    assertThat(appending.entries()).isEmpty();
    assertThat(appending.after()).isEqualTo(GENESIS.after());
  }

  @Test
  void the_edge_afterwards_has_the_root_over_all_leaves_and_full_tiles_are_named() {
    var appending = Appending.of(GENESIS.after(), Facts.range(ACME, 0, 600), Set.of());

    List<Hash> leaves = new ArrayList<>(List.of(GENESIS.entries().getFirst().leafHash()));
    appending.entries().forEach(entry -> leaves.add(Hash.ofLeaf(entry.leaf())));
    assertThat(appending.after().root()).isEqualTo(MerkleTree.of(leaves).root());
    assertThat(appending.fullTiles()).hasSize(2);
    assertThat(appending.fullTiles().get(1).hashes()).isEqualTo(leaves.subList(256, 512));
  }

  @Test
  void a_decision_takes_two_positions_its_event_and_its_sealed_artefact() {
    var appending =
        Appending.of(
            GENESIS.after(),
            List.of(Facts.decision(ACME, 0), Facts.fact(ACME, 1), Facts.decision(ACME, 0)),
            Set.of());

    assertThat(appending.entries())
        .extracting(entry -> entry.document().orElseThrow().kind())
        .containsExactly(Document.DECIDED, Document.DECISION_JSON, "io.humanlayer.cases.Opened.v1");
    assertThat(appending.entries()).extracting(Entry::index).containsExactly(1L, 2L, 3L);
    assertThat(appending.entries().get(1).leaf()).contains("hashedrekord");
  }
}
