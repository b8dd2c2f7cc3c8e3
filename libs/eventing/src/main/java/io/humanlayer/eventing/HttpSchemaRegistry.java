package io.humanlayer.eventing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/// The registry behind its Confluent-compatible API. Numbers never change, so both directions are
/// remembered for ever: after the first use of a schema the registry may be down.
public final class HttpSchemaRegistry implements SchemaRegistry {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Map<String, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  /// @param base the root of the API, for example `http://registry:8080/apis/ccompat/v7`
  public HttpSchemaRegistry(URI base) {
    this.base = base;
  }

  @Override
  public int idOf(String subject, Schema schema) {
    return ids.computeIfAbsent(subject, name -> register(name, schema));
  }

  @Override
  public Schema byId(int id) {
    return schemas.computeIfAbsent(id, this::fetch);
  }

  private int register(String subject, Schema schema) {
    String path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions";
    String body = JSON.createObjectNode().put("schema", schema.toString()).toString();
    var response =
        send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(), subject);
    if (response.statusCode() >= 500) {
      throw outage(subject, response);
    }
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          "the registry refused " + subject + ": " + response.statusCode() + " " + response.body());
    }
    return json(response).required("id").asInt();
  }

  private Schema fetch(int id) {
    var response = send(request("/schemas/ids/" + id).GET().build(), "schema " + id);
    if (response.statusCode() >= 400 && response.statusCode() < 500) {
      throw new UnknownContract("the registry has no schema " + id);
    }
    if (response.statusCode() != 200) {
      throw outage("schema " + id, response);
    }
    try {
      return new Schema.Parser().parse(json(response).required("schema").asText());
    } catch (AvroRuntimeException e) {
      throw new UnknownContract("schema " + id + " is not Avro: " + e.getMessage());
    }
  }

  /// Has an I/O failure for its cause, as every outage: who answers over HTTP tells them by it.
  private static IllegalStateException outage(String what, HttpResponse<String> response) {
    String said = response.statusCode() + " " + response.body();
    return new IllegalStateException("no answer for " + what, new IOException("registry: " + said));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(TIMEOUT)
        .header("Content-Type", "application/vnd.schemaregistry.v1+json");
  }

  private HttpResponse<String> send(HttpRequest request, String what) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("the registry does not answer for " + what, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException("the registry's answer is not JSON", e);
    }
  }
}
