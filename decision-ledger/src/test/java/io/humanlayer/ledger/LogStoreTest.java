package io.humanlayer.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.app.BrokenLog;
import io.humanlayer.ledger.app.Edges;
import io.humanlayer.ledger.app.LogReader;
import io.humanlayer.ledger.app.LogStore;
import io.humanlayer.ledger.app.PublishCheckpoint;
import io.humanlayer.ledger.app.RecordFacts;
import io.humanlayer.ledger.core.log.Facts;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MerkleTree;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Logs on a real database: several writers, restarts, and attempts to change what is written.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class LogStoreTest {

  @Inject RecordFacts facts;
  @Inject PublishCheckpoint checkpoints;
  @Inject LogStore logs;
  @Inject LogReader reader;
  @Inject Jdbi jdbi;

  @Test
  void writers_at_the_same_time_leave_one_log_without_gap_or_repetition() {
    var org = new OrganisationId("busy");
    var writers =
        IntStream.range(0, 4)
            .mapToObj(
                writer ->
                    CompletableFuture.runAsync(
                        () -> {
                          // Each overlaps the next by half, so that every fact comes twice.
                          for (int from = writer * 200; from < writer * 200 + 400; from += 50) {
                            facts.record(Facts.slice(Facts.range(org, from, from + 50)));
                          }
                        }))
            .toList();
    CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).join();
    checkpoints.publish(org);

    var log = reader.of(org).getFirst();
    var head = reader.newestHead(log.origin()).orElseThrow().checkpoint();
    var leaves = reader.leaves(log.origin(), 0, head.size()).stream().map(Hash::ofLeaf).toList();
    assertThat(head.size()).isEqualTo(1 + 1000);
    assertThat(leaves).hasSize(1001).doesNotHaveDuplicates();
    assertThat(head.root()).isEqualTo(MerkleTree.of(leaves).root());
  }

  @Test
  void a_restart_finds_the_edge_that_was_left() {
    var org = new OrganisationId("restarted");
    List<Hash> leaves = new ArrayList<>();
    for (int from = 0; from < 1200; from += 300) {
      facts.record(Facts.slice(Facts.range(org, from, from + 300)));
      checkpoints.publish(org);
      var read = logs.inLog(org, log -> new Edges().of(log)).orElseThrow();
      var known = logs.inLog(org, log -> log.frontier()).orElseThrow();
      assertThat(read).isEqualTo(known);
      leaves.clear();
      reader
          .leaves(reader.of(org).getFirst().origin(), 0, read.size())
          .forEach(leaf -> leaves.add(Hash.ofLeaf(leaf)));
      assertThat(read.root()).isEqualTo(MerkleTree.of(leaves).root());
    }
    var tree = reader.tree(reader.of(org).getFirst().origin(), 1201);
    for (long index : List.of(0L, 255L, 256L, 700L, 1200L)) {
      assertThat(tree.inclusionProof(index).proves(leaves.get((int) index), tree.root())).isTrue();
    }
    assertThat(
            tree.consistencyProof(301)
                .proves(MerkleTree.of(leaves.subList(0, 301)).root(), tree.root()))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update ledger_entry set leaf = leaf",
        "delete from ledger_entry",
        "truncate ledger_entry",
        "update ledger_document set document = document",
        "delete from ledger_document",
        "truncate ledger_document",
        "update ledger_term set term = term",
        "delete from ledger_tile",
        "update ledger_checkpoint set note = note",
        "truncate ledger_checkpoint",
        "update ledger_log set next_index = next_index - 1",
        "update ledger_log set vkey = 'another'",
        "delete from ledger_log",
        "truncate ledger_log"
      })
  void the_database_refuses_to_change_what_is_written(String statement) {
    var org = new OrganisationId("kept");
    facts.record(Facts.slice(Facts.range(org, 0, 300)));
    facts.record(Facts.slice(List.of(Facts.decision(org, 300))));
    checkpoints.publish(org);

    assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute(statement)))
        .hasMessageMatching("(?s).*(refused|permission denied).*");
  }

  @Test
  void a_log_whose_entries_were_changed_behind_its_back_is_written_no_more() {
    var org = new OrganisationId("forged");
    facts.record(Facts.slice(Facts.range(org, 0, 10)));
    checkpoints.publish(org);
    jdbi.useTransaction(
        handle -> {
          handle.execute("alter table ledger_entry disable trigger user");
          handle.execute("grant update on ledger_entry to current_user");
          handle.execute(
              "update ledger_entry set leaf_hash = sha256('forged') where idx = 5 and log_id ="
                  + " (select id from ledger_log where org = 'forged')");
          handle.execute("alter table ledger_entry enable trigger user");
        });

    assertThatThrownBy(() -> logs.inLog(org, log -> new Edges().of(log)))
        .isInstanceOf(BrokenLog.class);
  }
}
