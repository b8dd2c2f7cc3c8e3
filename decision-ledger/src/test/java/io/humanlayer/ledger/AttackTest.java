package io.humanlayer.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.app.AuditLog;
import io.humanlayer.ledger.app.LogReader;
import io.humanlayer.ledger.app.LogReader.SignedHead;
import io.humanlayer.ledger.app.PublishCheckpoint;
import io.humanlayer.ledger.app.PublishedHeads;
import io.humanlayer.ledger.app.Quarantine;
import io.humanlayer.ledger.app.ReadReceipt;
import io.humanlayer.ledger.app.ReadReceipt.Answer;
import io.humanlayer.ledger.app.RecordFacts;
import io.humanlayer.ledger.core.access.Caller;
import io.humanlayer.ledger.core.audit.Finding;
import io.humanlayer.ledger.core.log.Fact;
import io.humanlayer.ledger.core.log.Facts;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.proof.Receipt;
import io.humanlayer.proof.SignedNote;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What `docs/threat-model.md` says is detected, on a real database, by someone with every right
/// over it.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class AttackTest {

  private static final Caller OPERATOR = new Caller.Operator();

  @Inject RecordFacts facts;
  @Inject PublishCheckpoint checkpoints;
  @Inject LogReader reader;
  @Inject ReadReceipt receipts;
  @Inject AuditLog audit;
  @Inject PublishedHeads published;
  @Inject Quarantine quarantine;
  @Inject Jdbi jdbi;

  static Stream<Arguments> tampering() {
    return Stream.of(
        Arguments.of(
            "edited",
            "update ledger_entry set leaf = 'forged' where log_id = $log and idx = 5",
            new Finding.EntryChanged(5)),
        Arguments.of(
            "edited-with-its-hash",
            "update ledger_entry set leaf = 'forged', leaf_hash = sha256('\\x00'::bytea ||"
                + " 'forged') where log_id = $log and idx = 305",
            new Finding.DocumentChanged(305)),
        Arguments.of(
            "edited-altogether",
            "update ledger_entry e set leaf = o.leaf, leaf_hash = o.leaf_hash"
                + " from ledger_entry o where e.log_id = $log and e.idx = 0"
                + " and o.log_id = $log and o.idx = 1",
            new Finding.TileChanged(0, 0)),
        Arguments.of(
            "document-edited",
            "update ledger_document set document = '{}' where log_id = $log and idx = 7",
            new Finding.DocumentChanged(7)),
        Arguments.of(
            "deleted",
            "delete from ledger_entry where log_id = $log and idx = 9",
            new Finding.EntryMissing(9)),
        Arguments.of(
            "cut-off",
            "delete from ledger_entry where log_id = $log and idx >= 299",
            new Finding.EntryMissing(299)),
        Arguments.of(
            "tile-edited",
            "update ledger_tile set hashes = sha256('x') || substring(hashes from 33)"
                + " where log_id = $log and level = 0 and n = 0",
            new Finding.TileChanged(0, 0)),
        Arguments.of(
            "head-forged",
            "update ledger_checkpoint set note = replace(note, '+', '/') where log_id = $log",
            new Finding.HeadForged(311)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tampering")
  void a_changed_row_is_found_by_the_audit_and_contradicts_the_receipts_that_are_out(
      String name, String statement, Finding expected) {
    var org = new OrganisationId(name);
    Receipt before = filled(org);

    new Administrator(jdbi).tamper(name, statement);

    assertThat(audit.audit(org))
        .singleElement()
        .satisfies(it -> assertThat(it.findings()).first().isEqualTo(expected));
    assertThat(quarantine.held()).containsKey(name);
    facts.record(Facts.slice(List.of(Facts.fact(org, 5_000))));
    assertThat(checkpoints.publish(org)).as("a head is signed over it").isFalse();
    assertThat(before.inclusionProof().proves(before.leafHash(), before.rootHash())).isTrue();
    assertThat(SignedNote.parse(before.checkpoint()).isSignedBy(key(org))).isTrue();
  }

  @Test
  void a_log_whose_rows_changed_places_is_found() {
    var org = new OrganisationId("reordered");
    filled(org);

    new Administrator(jdbi)
        .tamper(
            "reordered",
            "update ledger_entry set idx = -1 where log_id = $log and idx = 301",
            "update ledger_entry set idx = 301 where log_id = $log and idx = 302",
            "update ledger_entry set idx = 302 where log_id = $log and idx = -1",
            "update ledger_document set idx = -1 where log_id = $log and idx = 301",
            "update ledger_document set idx = 301 where log_id = $log and idx = 302",
            "update ledger_document set idx = 302 where log_id = $log and idx = -1");

    assertThat(audit.audit(org).getFirst().findings())
        .containsExactly(new Finding.HeadContradicted(311));
  }

  @Test
  void a_log_that_nobody_touched_is_clean() {
    var org = new OrganisationId("untouched");
    filled(org);
    published.told(org, head(org).checkpoint());

    assertThat(audit.audit(org)).singleElement().satisfies(it -> assertThat(it.clean()).isTrue());
    assertThat(quarantine.held()).doesNotContainKey("untouched");
  }

  @Test
  void a_database_restored_from_yesterday_signs_nothing_until_its_topic_has_filled_it_again() {
    var org = new OrganisationId("restored");
    int partition = 77;
    var today = Facts.range(org, 0, 600);
    facts.record(Facts.slice(partition, 0, today.subList(0, 299)));
    checkpoints.publish(org);
    facts.record(Facts.slice(partition, 299, today.subList(299, 600)));
    checkpoints.publish(org);
    SignedHead told = head(org);
    published.told(org, told.checkpoint());

    new Administrator(jdbi).restore("restored", partition, 300, 299);
    published.told(org, told.checkpoint());
    checkpoints.compareWithPublished();

    assertThat(quarantine.held())
        .containsEntry("restored", "601 entries were published, 300 are stored");
    assertThat(audit.audit(org).getFirst().findings())
        .containsExactly(new Finding.Truncated(601, 300));
    facts.record(Facts.slice(partition, 299, today.subList(299, 400)));
    assertThat(checkpoints.publish(org)).as("signed while entries are missing").isFalse();

    facts.record(Facts.slice(partition, 400, today.subList(400, 600)));
    assertThat(checkpoints.publish(org)).isTrue();
    assertThat(head(org)).isEqualTo(told);
    assertThat(quarantine.held()).doesNotContainKey("restored");
  }

  @Test
  void a_restored_database_that_is_filled_with_something_else_stays_in_quarantine() {
    var org = new OrganisationId("forked");
    int partition = 78;
    facts.record(Facts.slice(partition, 0, Facts.range(org, 0, 20)));
    checkpoints.publish(org);
    SignedHead told = head(org);
    new Administrator(jdbi).restore("forked", partition, 1, 0);
    published.told(org, told.checkpoint());

    facts.record(Facts.slice(partition, 0, Facts.range(org, 1, 40)));

    assertThat(checkpoints.publish(org)).isFalse();
    assertThat(quarantine.held().get("forked")).contains("do not have the root published at 21");
  }

  @Test
  void a_replay_from_offset_0_changes_nothing_and_into_an_empty_database_gives_the_same_root() {
    var org = new OrganisationId("replayed");
    int partition = 79;
    List<Fact> all = new ArrayList<>(Facts.range(org, 0, 300));
    all.add(Facts.decision(org, 300));
    all.addAll(Facts.range(org, 301, 520));
    facts.record(Facts.slice(partition, 0, all));
    checkpoints.publish(org);
    SignedHead first = head(org);
    String vkey = reader.of(org).getFirst().vkey();

    facts.record(Facts.slice(partition, 0, all));
    facts.record(Facts.slice(partition + 1, 0, all));
    checkpoints.publish(org);
    assertThat(head(org)).isEqualTo(first);

    new Administrator(jdbi).restore("replayed", partition, 0, 0);
    new Administrator(jdbi).tamper("replayed", "delete from ledger_log where id = $log");
    assertThat(reader.of(org)).isEmpty();
    for (int from = 0; from < all.size(); from += 100) {
      facts.record(
          Facts.slice(partition, from, all.subList(from, Math.min(from + 100, all.size()))));
    }
    checkpoints.publish(org);
    assertThat(head(org)).isEqualTo(first);
    assertThat(reader.of(org).getFirst().vkey()).isEqualTo(vkey);
  }

  @Test
  void of_two_writers_of_one_partition_the_later_finds_how_far_the_earlier_got() {
    var org = new OrganisationId("fenced");
    int partition = 81;
    facts.record(Facts.slice(partition, 0, Facts.range(org, 0, 100)));

    facts.record(Facts.slice(partition, 50, Facts.range(org, 50, 150)));
    facts.record(Facts.slice(partition, 0, Facts.range(org, 0, 100)));
    checkpoints.publish(org);

    assertThat(head(org).checkpoint().size()).isEqualTo(151);
    assertThat(audit.audit(org).getFirst().clean()).isTrue();
  }

  @Test
  void a_full_disk_loses_nothing_and_nothing_half() {
    var org = new OrganisationId("full");
    int partition = 82;
    facts.record(Facts.slice(partition, 0, Facts.range(org, 0, 10)));
    jdbi.useHandle(
        handle -> {
          handle.execute(
              "create function no_space() returns trigger language plpgsql as $$ begin"
                  + " raise exception 'could not extend file: No space left on device'"
                  + " using errcode = '53100'; end $$");
          handle.execute(
              "create trigger no_space before insert on ledger_document for each statement"
                  + " execute function no_space()");
        });
    var more = Facts.slice(partition, 10, Facts.range(org, 10, 30));

    try {
      assertThatThrownBy(() -> facts.record(more)).hasStackTraceContaining("No space left");
    } finally {
      jdbi.useHandle(
          handle -> {
            handle.execute("drop trigger no_space on ledger_document");
            handle.execute("drop function no_space()");
          });
    }
    facts.record(more);
    checkpoints.publish(org);

    assertThat(head(org).checkpoint().size()).isEqualTo(31);
    assertThat(audit.audit(org).getFirst().clean()).isTrue();
  }

  @Test
  void while_the_signer_is_away_entries_are_kept_and_receipts_are_pending() {
    var org = new OrganisationId("unsigned");
    facts.record(Facts.slice(List.of(Facts.fact(org, 0))));
    checkpoints.publish(org);
    byte[] key =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select sealed_key from ledger_log where org = 'unsigned'")
                    .mapTo(byte[].class)
                    .one());
    var administrator = new Administrator(jdbi);
    administrator.tamper(
        "unsigned",
        "update ledger_log set sealed_key = sha256('gone') || sealed_key where id = $log");

    facts.record(Facts.slice(List.of(Facts.decision(org, 1))));
    assertThatThrownBy(() -> checkpoints.publish(org)).hasMessageContaining("does not open");
    assertThat(receipts.of(Facts.request(org, 1).value(), OPERATOR))
        .isInstanceOf(Answer.NotYet.class);

    administrator.tamper(
        "unsigned",
        "update ledger_log set sealed_key = substring(sealed_key from 33) where id = $log");
    assertThat(key).isNotEmpty();
    checkpoints.publish(org);
    assertThat(receipts.of(Facts.request(org, 1).value(), OPERATOR))
        .isInstanceOf(Answer.Found.class);
  }

  /// 310 facts, one head over them, and a receipt from among them.
  private Receipt filled(OrganisationId org) {
    List<Fact> all = new ArrayList<>(Facts.range(org, 0, 308));
    all.add(Facts.decision(org, 308));
    facts.record(Facts.slice(all));
    checkpoints.publish(org);
    return receipts.of(Facts.request(org, 308).value(), OPERATOR)
            instanceof Answer.Found<Receipt>(var it)
        ? it
        : fail("no receipt");
  }

  private SignedHead head(OrganisationId org) {
    return reader.newestHead(reader.of(org).getFirst().origin()).orElseThrow();
  }

  private NoteVerifier key(OrganisationId org) {
    return NoteVerifier.parse(reader.of(org).getFirst().vkey());
  }
}
