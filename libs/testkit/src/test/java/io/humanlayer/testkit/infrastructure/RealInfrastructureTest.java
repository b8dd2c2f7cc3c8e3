package io.humanlayer.testkit.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealInfrastructureTest {

  private final RealInfrastructure infrastructure = new RealInfrastructure();
  private Map<String, String> config;

  @BeforeAll
  void start() {
    config = infrastructure.start();
  }

  @AfterAll
  void stop() {
    infrastructure.stop();
  }

  @Test
  void what_is_produced_can_be_awaited() {
    try (TestKafka kafka = new TestKafka(config.get("HL_KAFKA"))) {
      List<Header> headers = List.of(new RecordHeader("ce_id", utf8("1")));
      kafka.produce("hl.decisions.v1", "a", headers, utf8("first"));
      kafka.produce("hl.decisions.v1", "b", headers, utf8("second"));

      assertThat(kafka.await("hl.decisions.v1", "b").value()).isEqualTo(utf8("second"));
      assertThat(kafka.read("hl.decisions.v1")).hasSize(2);
      assertThat(kafka.read("hl.decisions.v1.notifier.dlq")).isEmpty();
    }
  }

  @Test
  void the_organisation_has_its_own_topics() {
    try (TestKafka kafka = new TestKafka(config.get("kafka.bootstrap.servers"))) {
      assertThat(kafka.read("ext.acme.decisions.v1")).isEmpty();
      assertThat(kafka.read("ext.acme.requests.v1")).isEmpty();
      assertThat(kafka.read("ext.acme.checkpoints.v1")).isEmpty();
    }
  }

  @Test
  void the_database_belongs_to_its_user() throws Exception {
    try (var connection =
            DriverManager.getConnection(
                config.get("HL_DB_URL"), config.get("HL_DB_USER"), config.get("HL_DB_PASSWORD"));
        var statement = connection.createStatement()) {
      statement.execute("create table proof (id int)");
      assertThat(statement.executeQuery("show wal_level").next()).isTrue();
    }
  }

  @Test
  void the_registry_answers() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI subjects = URI.create(config.get("HL_REGISTRY_URL") + "/subjects");
      var answer = http.send(HttpRequest.newBuilder(subjects).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
