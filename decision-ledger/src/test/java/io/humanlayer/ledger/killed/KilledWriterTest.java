package io.humanlayer.ledger.killed;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventProducer;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.core.log.Fact;
import io.humanlayer.ledger.core.log.Facts;
import io.humanlayer.ledger.wire.LeafAvro;
import io.humanlayer.standalone.infrastructure.Child;
import io.humanlayer.standalone.infrastructure.InfraFiles;
import io.humanlayer.standalone.infrastructure.KafkaBroker;
import io.humanlayer.standalone.infrastructure.Ports;
import io.humanlayer.standalone.infrastructure.PostgresServer;
import io.humanlayer.testkit.infrastructure.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The writer and the database are killed in turn, in the middle of batches; the root in the end is
/// that of a run that nobody disturbed. It dies ten times; `-Dhumanlayer.kills` says otherwise.
/// Facts are published a share at a time, two ahead of the writer and one more after each kill:
/// somebody who had caught up would not notice that the database is gone.
class KilledWriterTest {

  private static final Duration START = Duration.ofMinutes(2);
  private static final int KILLS = Integer.getInteger("humanlayer.kills", 10);
  private static final int SHARE = 400;
  private static final OrganisationId ACME = new OrganisationId("acme");
  private static final OrganisationId RIVAL = new OrganisationId("rival");

  private final Random random = new Random(20261125);

  @Test
  void whatever_is_killed_in_mid_batch_the_root_is_that_of_an_undisturbed_run(@TempDir Path folder)
      throws Exception {
    var files = InfraFiles.locate();
    try (var broker =
            new KafkaBroker(files, folder.resolve("kafka"), KafkaBroker.Listeners.free());
        var postgres = new PostgresServer(files, folder.resolve("postgres"), Ports.free())) {
      broker.start();
      postgres.start();
      broker.waitReady(START);
      postgres.waitReady(START);
      Jdbi disturbed = database(postgres, "disturbed");
      Jdbi undisturbed = database(postgres, "undisturbed");
      List<Fact> facts = facts(SHARE * (KILLS + 2));
      createTopic(broker.bootstrap());
      publish(broker.bootstrap(), facts.subList(0, 2 * SHARE));

      int inMidBatch = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        int published = SHARE * (kill + 2);
        List<Fact> next = facts.subList(published, published + SHARE);
        Child writer = writer(folder, postgres, broker, kill);
        awaitPosition(disturbed, SHARE * kill + random.nextInt(SHARE));
        if (kill % 2 == 0) {
          kill(writer.pid());
          inMidBatch += position(disturbed) < published ? 1 : 0;
          publish(broker.bootstrap(), next);
        } else {
          kill(postgres.pid());
          publish(broker.bootstrap(), next);
          writer.onExit().get(30, TimeUnit.SECONDS);
          postgres.start();
          postgres.waitReady(START);
          inMidBatch += position(disturbed) < published ? 1 : 0;
        }
      }
      assertThat(inMidBatch).as("kills with work left").isPositive();
      Child last = writer(folder, postgres, broker, KILLS);
      awaitPosition(disturbed, facts.size());
      kill(last.pid());

      var calm = new Writer(undisturbed);
      calm.record(Facts.slice(0, 0, facts));
      calm.sign();
      new Writer(disturbed).sign();
      for (OrganisationId org : List.of(ACME, RIVAL)) {
        assertThat(head(disturbed, org)).isEqualTo(head(undisturbed, org)).isNotEmpty();
      }
    }
  }

  private static List<Fact> facts(int count) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      OrganisationId org = i % 3 == 0 ? RIVAL : ACME;
      facts.add(i % 7 == 0 ? Facts.decision(org, i) : Facts.fact(org, i));
    }
    return facts;
  }

  private static void createTopic(String servers) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin
          .createTopics(List.of(new NewTopic(WriterProcess.TOPIC, 1, (short) 1)))
          .all()
          .get(60, TimeUnit.SECONDS);
    }
  }

  private static void publish(String servers, List<Fact> facts) {
    var wire = new AvroWire(new KnownSchemas());
    try (var producer = new EventProducer(servers, wire)) {
      EventProducer.await(facts.stream().map(fact -> send(producer, fact)).toList());
    }
  }

  private static CompletableFuture<Void> send(EventProducer producer, Fact fact) {
    var event = LeafAvro.write(fact);
    var envelope =
        new Envelope(
            fact.leaf().eventId(),
            "/services/test",
            LeafAvro.TYPE,
            fact.org().value(),
            event.at(),
            fact.org().value(),
            null,
            null);
    return producer.send(envelope, event);
  }

  private static Jdbi database(PostgresServer server, String name) throws Exception {
    try (var connection = server.connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    String url = server.jdbcUrl(name);
    Flyway.configure()
        .dataSource(url, PostgresServer.SUPERUSER, server.password())
        .locations("db/eventing", "db/migration")
        .load()
        .migrate();
    return Jdbi.create(url, PostgresServer.SUPERUSER, server.password());
  }

  private static Child writer(
      Path folder, PostgresServer postgres, KafkaBroker broker, int number) {
    return Child.start(
        "writer",
        folder.resolve("writer-" + number + ".log"),
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            WriterProcess.class.getName(),
            postgres.jdbcUrl("disturbed"),
            PostgresServer.SUPERUSER,
            postgres.password(),
            broker.bootstrap()),
        Map.of());
  }

  private static void awaitPosition(Jdbi jdbi, long position) {
    Await.until("position " + position, () -> position(jdbi), it -> it >= position);
  }

  private static long position(Jdbi jdbi) {
    try {
      return jdbi.withHandle(
          handle ->
              handle
                  .createQuery("select coalesce(max(next_offset), 0) from ledger_source")
                  .mapTo(Long.class)
                  .one());
    } catch (JdbiException e) {
      return -1;
    }
  }

  private static void kill(long pid) throws Exception {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().get(10, TimeUnit.SECONDS);
  }

  /// Size, root and signed note of the newest head.
  private static String head(Jdbi jdbi, OrganisationId org) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select c.size || ' ' || encode(c.root, 'hex') || ' ' || c.note
                    from ledger_checkpoint c join ledger_log l on l.id = c.log_id
                    where l.org = :org and c.size = l.next_index
                    """)
                .bind("org", org.value())
                .mapTo(String.class)
                .one());
  }
}
