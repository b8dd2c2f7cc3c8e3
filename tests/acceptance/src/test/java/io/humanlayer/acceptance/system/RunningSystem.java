package io.humanlayer.acceptance.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.demo.AgentApi;
import io.humanlayer.demo.Installation;
import io.humanlayer.demo.OperatorApi;
import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.HttpSchemaRegistry;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.testkit.infrastructure.TestKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/// The system under test: its doors, and what its operator knows.
public final class RunningSystem implements AutoCloseable {

  private final Path folder;
  private final Launcher launcher;
  private final Processes processes;
  private final Installation installation;
  private final Edge edge;
  private final AvroWire wire;
  private final OrganisationKafka kafka;
  private final TestKafka inside;

  RunningSystem(Path folder, Launcher launcher) {
    this.folder = folder;
    this.launcher = launcher;
    this.processes = new Processes(launcher);
    this.installation = Installation.in(folder);
    this.edge = new Edge(installation.edge());
    this.wire =
        new AvroWire(
            new HttpSchemaRegistry(
                URI.create("http://127.0.0.1:" + port("registry") + "/apis/ccompat/v7")));
    this.kafka = new OrganisationKafka(kafkaAccess(), wire);
    this.inside = new TestKafka(internalBootstrap());
  }

  private String port(String name) {
    return kept("ports.properties", name);
  }

  /// What the launcher keeps in its home folder.
  private String kept(String file, String name) {
    var properties = new Properties();
    try (var in = Files.newBufferedReader(folder.resolve(file))) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Objects.requireNonNull(properties.getProperty(name), name);
  }

  /// Where the instance keeps everything.
  public Path home() {
    return folder;
  }

  /// The door of one service, past the edge.
  public URI service(String name) {
    return URI.create("http://127.0.0.1:" + port(name));
  }

  /// The tables of one service, as that service has them.
  public Connection database(String name) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port("postgres") + "/" + name,
        name,
        kept("secrets.properties", "database." + name));
  }

  public Installation installation() {
    return installation;
  }

  public Edge edge() {
    return edge;
  }

  public Processes processes() {
    return processes;
  }

  /// What `./humanlayer WORDS` does on this system, from the home folder.
  public Launcher.Result command(Duration limit, String... words) {
    return launcher.run(limit, words);
  }

  /// Kafka as the demo organisation's own programs have it.
  public OrganisationKafka kafka() {
    return kafka;
  }

  public OrganisationKafka.Access kafkaAccess() {
    String organisation = installation.organisation();
    return new OrganisationKafka.Access(
        "127.0.0.1:" + port("kafka-external"),
        organisation,
        kept("secrets.properties", "kafka." + organisation));
  }

  /// Kafka as the services have it; for one thread.
  public TestKafka inside() {
    return inside;
  }

  public String internalBootstrap() {
    return "127.0.0.1:" + port("kafka");
  }

  public AvroWire wire() {
    return wire;
  }

  /// What the operator says in `Authorization`.
  public String operator() {
    return "Bearer " + operatorToken();
  }

  private String operatorToken() {
    return kept("secrets.properties", "operator-token");
  }

  /// Registers an agent that nobody else uses: limits and lists are kept by agent.
  public Agent newAgent() {
    return newAgent(installation.organisation());
  }

  /// As [#newAgent()], of another organisation.
  public Agent newAgent(String organisation) {
    var registered =
        new OperatorApi(installation.edge(), operatorToken())
            .newAgent(organisation, "An agent under test", "tests@acme.example");
    return new Agent(
        registered.id(), registered.key(), new AgentApi(installation.edge(), registered.key()));
  }

  /// The id of the one request that `agent` has made, once it is taken in.
  public String onlyRequestOf(Agent agent) {
    return requestsOf(agent, 1).getFirst().path("id").asText();
  }

  /// The requests of `agent`, newest first, once there are at least `count`.
  public List<JsonNode> requestsOf(Agent agent, int count) {
    return Patience.until(
        count + " requests of " + agent.id() + " are taken in",
        () ->
            edge.get("/v1/requests", "x-api-key", agent.key())
                .orThrow()
                .json()
                .path("items")
                .valueStream()
                .toList(),
        items -> items.size() >= count);
  }

  /// The demo organisation's log.
  public Log log() {
    var api = new AgentApi(installation.edge(), installation.apiKey());
    var log = api.log(installation.organisation()).orThrow().json().path("logs").path(0);
    return new Log(
        edge,
        installation.apiKey(),
        log.required("origin").asText(),
        NoteVerifier.parse(log.required("vkey").asText()));
  }

  @Override
  public void close() {
    kafka.close();
    inside.close();
  }
}
