package io.humanlayer.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The running gateway as its neighbours meet it: over HTTP and over Kafka.
abstract class Running {

  static final String ORG = RealInfrastructure.ORGANISATION;
  static final String OPERATOR = "Bearer " + RealInfrastructure.OPERATOR_TOKEN;
  static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, String> KEYS = new ConcurrentHashMap<>();

  @Inject AvroWire wire;

  @Inject Jdbi jdbi;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @TestHTTPResource("/")
  URI base;

  TestKafka kafka;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeEach
  void openKafka() {
    kafka = new TestKafka(bootstrapServers);
  }

  @AfterEach
  void closeKafka() {
    kafka.close();
  }

  /// An answer over HTTP.
  record Answer(int status, HttpResponse<String> response) {

    JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + response.body(), e);
      }
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    String id() {
      return json().path("id").asText();
    }

    /// Asserts that this is an RFC 9457 problem of that status and type.
    JsonNode problem(int wanted, String type) {
      assertThat(response.body()).as("body").isNotEmpty();
      assertThat(header("content-type")).startsWith("application/problem+json");
      JsonNode problem = json();
      assertThat(status).as(problem.toString()).isEqualTo(wanted);
      assertThat(problem.path("type").asText()).isEqualTo("/problems/" + type);
      assertThat(problem.path("status").asInt()).isEqualTo(wanted);
      assertThat(problem.path("title").asText()).isNotEmpty();
      assertThat(problem.path("detail").asText()).isNotEmpty();
      return problem;
    }
  }

  /// The API key of an agent of the organisation, registered when first asked for.
  String key(String agent) {
    return KEYS.computeIfAbsent(
        agent,
        name -> {
          post(
              "/v1/organisations",
              "{\"id\":\"acme\",\"name\":\"Acme\"}",
              "Authorization",
              OPERATOR);
          post("/v1/agents", agentOfAcme(name), "Authorization", OPERATOR);
          String keys = "/v1/agents/" + name + "/keys?organisation=acme";
          return post(keys, "", "Authorization", OPERATOR).json().path("key").asText();
        });
  }

  private static String agentOfAcme(String name) {
    return "{\"organisation\":\"acme\",\"id\":\"" + name + "\",\"name\":\"" + name + "\"}";
  }

  /// Asks as `buyer`.
  Answer ask(String body, String... headers) {
    return asks("buyer", "/v1/requests", body, headers);
  }

  Answer asks(String agent, String path, String body, String... headers) {
    return send(
        builder(path, headers).header("x-api-key", key(agent)).POST(BodyPublishers.ofString(body)));
  }

  Answer read(String agent, String path, String... headers) {
    return send(builder(path, headers).header("x-api-key", key(agent)).GET());
  }

  Answer post(String path, String body, String... headers) {
    return post(path, BodyPublishers.ofString(body), headers);
  }

  Answer post(String path, BodyPublisher body, String... headers) {
    return send(builder(path, headers).POST(body));
  }

  HttpRequest.Builder builder(String path, String... headers) {
    var builder = HttpRequest.newBuilder(base.resolve(path));
    if (headers.length > 0) {
      builder.headers(headers);
    }
    return builder;
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  HttpClient http() {
    return http;
  }

  /// Puts an event of another service on its topic.
  void publish(String topic, String key, String event, Map<String, @Nullable Object> values) {
    var envelope =
        new Envelope(
            UUID.randomUUID(),
            "/services/test",
            Contracts.type(event),
            key,
            Instant.now(),
            ORG,
            null,
            null);
    byte[] value = wire.encode(topic, EventBody.of(event, values));
    kafka.produce(topic, key, envelope.headers(), value);
  }

  static String transfer(String amount) {
    return "{\"operation\":\"payment.transfer\",\"arguments\":{\"amount\":"
        + amount
        + ",\"currency\":\"EUR\"},\"state\":{\"thread\":7}}";
  }
}
