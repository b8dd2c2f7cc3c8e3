package io.humanlayer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.acceptance.system.Agent;
import io.humanlayer.acceptance.system.Edge;
import io.humanlayer.acceptance.system.Log;
import io.humanlayer.acceptance.system.Patience;
import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.acceptance.system.TheSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What is erased is nowhere any more: in no table of any service, in no log file, and in no topic
/// that keeps its records for ever. Every proof goes on to verify.
@ExtendWith(TheSystem.class)
class ErasureTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  /// The longest that a topic keeps what may be erased.
  private static final Duration RETENTION = Duration.ofDays(30);

  private static final List<String> DATABASES =
      List.of("gateway", "policy", "routing", "ledger", "notifier");

  private final String asked = word("asked");
  private final String said = word("said");
  private final String because = word("because");

  private RunningSystem system;
  private Agent agent;

  @BeforeEach
  void an_agent(RunningSystem running) {
    system = running;
    agent = running.newAgent();
  }

  /// A word that stands nowhere by chance.
  private static String word(String what) {
    return what + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  @Test
  void nothing_of_what_people_wrote_is_left_and_every_proof_verifies() throws Exception {
    String id = decided();
    Log log = system.log();
    log.proven(agent, id);
    assertThat(places()).as("it is kept until it is erased").isNotEmpty();

    erase(id);

    Patience.until("nothing is left", SOON, this::places, Set::isEmpty);
    log.proven(agent, id);
    assertThat(logFiles()).as("log files with the words").isEmpty();
    assertThat(topicsForEver()).as("topics that keep the words for ever").isEmpty();
  }

  private String decided() {
    String body =
        """
        {"operation":"send_email","summary":"%s",
         "arguments":{"to":["a@b.example"],"subject":"%s","body":"%s"}}"""
            .formatted(said, asked, asked);
    String id = agent.api().ask(body, null, Duration.ZERO).orThrow().json().path("id").asText();
    var ada = system.installation().sentinel("ada");
    var shown =
        Patience.until("ada is offered the case", () -> ada.open(id), it -> it.status() == 200);
    ada.verdict(id, "approve", shown.json().path("action_digest").asText(), because).orThrow();
    Patience.until(
        "the decision",
        () -> agent.api().look(id, Duration.ofSeconds(5)).orThrow().json(),
        request -> request.has("outcome"));
    return id;
  }

  private void erase(String id) {
    var answer =
        new Edge(system.service("request-gateway"))
            .delete(
                "/v1/dossiers/"
                    + id
                    + "?organisation="
                    + system.installation().organisation()
                    + "&authority=data-protection-officer&reason=subject-request",
                "Authorization",
                system.operator());
    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
  }

  /// The tables in which one of the words stands, in clear or in the bytes of a column.
  private Set<String> places() {
    var places = new TreeSet<String>();
    for (String database : DATABASES) {
      try (var connection = system.database(database)) {
        for (String table : tables(connection)) {
          if (holds(connection, table)) {
            places.add(database + "." + table);
          }
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
    return places;
  }

  private static List<String> tables(Connection connection) throws SQLException {
    var tables = new ArrayList<String>();
    try (var rows =
        connection.getMetaData().getTables(null, "public", null, new String[] {"TABLE"})) {
      while (rows.next()) {
        tables.add(rows.getString("TABLE_NAME"));
      }
    }
    return tables;
  }

  private boolean holds(Connection connection, String table) throws SQLException {
    String sql = "select exists (select from \"" + table + "\" t where t::text like any (?))";
    try (var query = connection.prepareStatement(sql)) {
      query.setArray(
          1,
          connection.createArrayOf(
              "text",
              words()
                  .flatMap(word -> Stream.of(word, HexFormat.of().formatHex(utf8(word))))
                  .map(word -> "%" + word + "%")
                  .toArray()));
      try (var row = query.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private List<Path> logFiles() {
    try (var files = Files.walk(system.home(), 3)) {
      return files
          .filter(file -> file.toString().endsWith(".log") && Files.isRegularFile(file))
          .filter(this::holds)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean holds(Path file) {
    try {
      return holds(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean holds(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    return words().anyMatch(text::contains);
  }

  private Stream<String> words() {
    return Stream.of(asked, said, because);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Topics with one of the words in a record, if the topic does not drop its records in time.
  private Set<String> topicsForEver() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", system.internalBootstrap()))) {
      Set<String> topics =
          admin.listTopics().names().get().stream()
              .filter(name -> name.startsWith("hl.") || name.startsWith("ext."))
              .collect(Collectors.toSet());
      Set<String> holding =
          topics.stream()
              .filter(
                  topic ->
                      system.inside().read(topic).stream()
                          .anyMatch(it -> it.value() != null && holds(it.value())))
              .collect(Collectors.toSet());
      assertThat(holding).as("what is relayed is still there for a while").isNotEmpty();
      Map<ConfigResource, Config> settings =
          admin
              .describeConfigs(
                  holding.stream()
                      .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                      .toList())
              .all()
              .get();
      return settings.entrySet().stream()
          .filter(entry -> !drops(entry.getValue()))
          .map(entry -> entry.getKey().name())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static boolean drops(Config topic) {
    long retention = Long.parseLong(topic.get("retention.ms").value());
    return topic.get("cleanup.policy").value().equals("delete")
        && retention > 0
        && retention <= RETENTION.toMillis();
  }
}
