package io.humanlayer.ledger.killed;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.eventing.Journal;
import io.humanlayer.ledger.app.Edges;
import io.humanlayer.ledger.app.PublishCheckpoint;
import io.humanlayer.ledger.app.PublishedHeads;
import io.humanlayer.ledger.app.Quarantine;
import io.humanlayer.ledger.app.RecordFacts;
import io.humanlayer.ledger.core.log.Slice;
import io.humanlayer.ledger.outbound.AesKeySafe;
import io.humanlayer.ledger.outbound.SqlLogStore;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import java.security.SecureRandom;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/// The parts of the ledger that write, put together by hand.
final class Writer {

  final SqlLogStore logs;
  private final RecordFacts facts;
  private final PublishCheckpoint checkpoints;

  Writer(Jdbi jdbi) {
    var ids = new EventIds(Clock.systemUTC(), new SecureRandom());
    var journal = new Journal(new AvroWire(new KnownSchemas()), ids);
    var edges = new Edges();
    var keys = new AesKeySafe(RealInfrastructure.MASTER_KEY);
    var published = new PublishedHeads();
    this.logs = new SqlLogStore(jdbi, journal, ids);
    this.facts = new RecordFacts(logs, edges, keys, "ledger.example");
    this.checkpoints =
        new PublishCheckpoint(
            logs, edges, keys, new Quarantine(published), published, Clock.systemUTC());
  }

  void record(Slice slice) {
    facts.record(slice);
  }

  void sign() {
    logs.grown().forEach(checkpoints::publish);
  }
}
