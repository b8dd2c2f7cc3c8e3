package io.humanlayer.standalone.provision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Machine.Provided.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayTest {

  private static final String PASSWORD = "relayrelayrelayrelay";
  private static final UUID CASE = UUID.fromString("01994000-0000-7000-8000-000000000001");
  private static final UUID OPENED = UUID.fromString("01994000-0000-7000-8000-0000000000a1");

  private static final String JOURNAL =
      """
      create table journal (
        position bigint generated always as identity,
        stream uuid not null, version int not null,
        event_id uuid not null unique, type text not null, schema_version int not null,
        topic text not null, key text not null, org text not null,
        payload bytea,
        occurred_at timestamptz not null, caused_by text, traceparent text,
        primary key (stream, version))
      """;

  private static final String APPEND =
      """
      insert into journal (stream, version, event_id, type, schema_version, topic, key, org,
        payload, occurred_at, caused_by, traceparent)
      values (?, ?, ?, 'io.humanlayer.cases.Opened.v1', 1, ?, ?, 'acme', ?, ?::timestamptz,
        'cause-1', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01')
      """;

  private Machine machine;
  private Journal routing;

  @BeforeAll
  void a_journal_with_one_event_from_before_the_relay(Machine machine) throws SQLException {
    this.machine = machine;
    new Topics(machine.kafka.bootstrap()).createShared();
    routing = journal("routing");
    try (var connection = connect(routing)) {
      append(connection, CASE, 1, OPENED, "hl.cases.v1", "before");
    }
    var connectors = new Connectors(machine.connect.url(), machine.kafka.bootstrap());
    connectors.put(routing);
    connectors.waitRunning(routing, Duration.ofSeconds(60));
  }

  @Test
  void an_event_from_before_the_relay_and_one_from_after_it_arrive_once_each_in_order()
      throws SQLException {
    try (var connection = connect(routing)) {
      append(connection, CASE, 2, UUID.randomUUID(), "hl.cases.v1", "after");
    }

    var records = Reader.read(machine.kafka.bootstrap(), "hl.cases.v1", 2);

    assertThat(records)
        .extracting(r -> new String(r.value(), UTF_8))
        .containsExactly("before", "after");
    assertThat(records).extracting(ConsumerRecord::key).containsOnly(CASE.toString());
  }

  @Test
  void the_columns_of_the_journal_make_a_whole_cloudevent_and_nothing_else_is_said() {
    var record = Reader.read(machine.kafka.bootstrap(), "hl.cases.v1", 1).getFirst();

    assertThat(headers(record))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("ce_specversion", "1.0"),
                Map.entry("ce_id", OPENED.toString()),
                Map.entry("ce_type", "io.humanlayer.cases.Opened.v1"),
                Map.entry("ce_source", "/services/routing-service"),
                Map.entry("ce_subject", CASE.toString()),
                Map.entry("ce_time", "2026-11-21T20:00:03.112000Z"),
                Map.entry("ce_orgid", "acme"),
                Map.entry("ce_causationid", "cause-1"),
                Map.entry("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
                Map.entry("content-type", "application/avro")));
  }

  @Test
  void an_event_without_payload_is_a_tombstone() throws SQLException {
    try (var connection = connect(routing)) {
      append(connection, UUID.randomUUID(), 1, UUID.randomUUID(), "hl.sentinels.v1", null);
    }

    var record = Reader.read(machine.kafka.bootstrap(), "hl.sentinels.v1", 1).getFirst();

    assertThat(record.value()).isNull();
  }

  @Test
  void a_journal_where_nothing_happens_does_not_hold_the_log_of_the_server_and_still_starts_again()
      throws SQLException {
    var idle = journal("notifier");
    var connectors = new Connectors(machine.connect.url(), machine.kafka.bootstrap());
    connectors.put(idle);
    connectors.waitRunning(idle, Duration.ofSeconds(60));
    try (var elsewhere = connect(routing);
        var server = machine.postgres.connect("postgres")) {
      append(elsewhere, UUID.randomUUID(), 1, UUID.randomUUID(), "hl.deliveries.v1", "x");
      var position = single(server, "select pg_current_wal_lsn()::text");
      var passed =
          "select coalesce(bool_or(confirmed_flush_lsn >= '%s'), false)::text".formatted(position)
              + " from pg_replication_slots where slot_name = 'hl_notifier'";

      assertThat(eventually(server, passed)).isTrue();
    }
    machine.connect.stop();
    machine.connect.start();
    machine.connect.waitReady(Duration.ofMinutes(2));
    connectors.waitRunning(idle, Duration.ofSeconds(60));
    try (var connection = connect(idle)) {
      append(connection, CASE, 1, UUID.randomUUID(), "hl.ledger.v1", "first");
    }
    assertThat(Reader.read(machine.kafka.bootstrap(), "hl.ledger.v1", 1)).hasSize(1);
  }

  private static boolean eventually(Connection connection, String condition) throws SQLException {
    var end = Instant.now().plusSeconds(60);
    while (Instant.now().isBefore(end)) {
      if (single(connection, condition).equals("true")) {
        return true;
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
    return false;
  }

  private Journal journal(String database) throws SQLException {
    new Database(database, PASSWORD, true).ensure(machine.postgres);
    var journal =
        new Journal(database + "-service", machine.postgres.port(), database, database, PASSWORD);
    try (var connection = connect(journal);
        var statement = connection.createStatement()) {
      statement.execute(JOURNAL);
    }
    return journal;
  }

  private Connection connect(Journal journal) throws SQLException {
    return DriverManager.getConnection(
        machine.postgres.jdbcUrl(journal.database()), journal.user(), journal.password());
  }

  private static void append(
      Connection connection, UUID stream, int version, UUID id, String topic, String payload)
      throws SQLException {
    try (var insert = connection.prepareStatement(APPEND)) {
      insert.setObject(1, stream);
      insert.setInt(2, version);
      insert.setObject(3, id);
      insert.setString(4, topic);
      insert.setString(5, stream.toString());
      insert.setBytes(6, payload == null ? null : payload.getBytes(UTF_8));
      insert.setString(7, "2026-11-21T20:00:03.112Z");
      insert.executeUpdate();
    }
  }

  private static String single(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
    return Arrays.stream(record.headers().toArray())
        .collect(toMap(h -> h.key(), h -> new String(h.value(), UTF_8)));
  }
}
