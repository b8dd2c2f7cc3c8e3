package io.humanlayer.benchmarks.ledger;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.eventing.Journal;
import io.humanlayer.eventing.SchemaRegistry;
import io.humanlayer.ledger.app.Edges;
import io.humanlayer.ledger.app.PublishCheckpoint;
import io.humanlayer.ledger.app.PublishedHeads;
import io.humanlayer.ledger.app.Quarantine;
import io.humanlayer.ledger.app.RecordFacts;
import io.humanlayer.ledger.outbound.AesKeySafe;
import io.humanlayer.ledger.outbound.SqlLogReader;
import io.humanlayer.ledger.outbound.SqlLogStore;
import io.humanlayer.standalone.infrastructure.PostgresServer;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/// The parts of the ledger, put together on one database.
final class Ledger {

  private static final String MASTER_KEY = "bWFzdGVyLWtleS1mb3ItdGVzdHMtb25seS0zMmJ5dGU=";

  final Jdbi jdbi;
  final AvroWire wire = new AvroWire(new Numbers());
  final AesKeySafe keys = new AesKeySafe(MASTER_KEY);
  final SqlLogStore logs;
  final SqlLogReader reader;
  final RecordFacts facts;
  final PublishCheckpoint checkpoints;

  private Ledger(Jdbi jdbi) {
    this.jdbi = jdbi;
    var ids = new EventIds(Clock.systemUTC(), new SecureRandom());
    var edges = new Edges();
    var published = new PublishedHeads();
    this.logs = new SqlLogStore(jdbi, new Journal(wire, ids), ids);
    this.reader = new SqlLogReader(jdbi);
    this.facts = new RecordFacts(logs, edges, keys, "ledger.example");
    this.checkpoints =
        new PublishCheckpoint(
            logs, edges, keys, new Quarantine(published), published, Clock.systemUTC());
  }

  static Ledger on(PostgresServer server, String database) throws SQLException {
    try (var connection = server.connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute("create database " + database);
    }
    String url = server.jdbcUrl(database);
    Flyway.configure()
        .dataSource(url, PostgresServer.SUPERUSER, server.password())
        .locations("db/eventing", "db/migration")
        .load()
        .migrate();
    var pool = new ConnectionPool(url, PostgresServer.SUPERUSER, server.password());
    return new Ledger(Jdbi.create(pool));
  }

  /// Schema numbers that need no registry.
  private static final class Numbers implements SchemaRegistry {
    private final Map<Integer, Schema> known = new ConcurrentHashMap<>();

    @Override
    public int idOf(String subject, Schema schema) {
      int id = schema.getFullName().hashCode() & Integer.MAX_VALUE;
      known.putIfAbsent(id, Contracts.schema(schema.getFullName()));
      return id;
    }

    @Override
    public Schema byId(int id) {
      Schema schema = known.get(id);
      if (schema == null) {
        throw new IllegalStateException("no schema " + id);
      }
      return schema;
    }
  }
}
