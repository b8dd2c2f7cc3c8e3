package io.humanlayer.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

/// What the operator of an installation can do: register agents.
public final class OperatorApi {

  private final Http http;

  /// @param token the operator's token
  public OperatorApi(URI edge, String token) {
    this.http = new Http(edge, token);
  }

  /// @param home the folder in which `up` keeps the operator's token
  static OperatorApi in(Path home, URI edge) {
    var secrets = new Properties();
    try (var file = Files.newBufferedReader(home.resolve("secrets.properties"))) {
      secrets.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new OperatorApi(edge, secrets.getProperty("operator-token", ""));
  }

  /// @param key what it signs in with
  public record NewAgent(String id, String key) {}

  /// Registers an agent that nobody else uses: limits, grants and denials are kept by agent.
  public NewAgent newAgent(String organisation, String name, String owner) {
    String id = "agent-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    var registration =
        JsonNodeFactory.instance
            .objectNode()
            .put("organisation", organisation)
            .put("id", id)
            .put("name", name)
            .put("version", "1")
            .put("owner", owner);
    http.post("/v1/agents", registration.toString(), Map.of()).orThrow();
    String keys = "/v1/agents/" + id + "/keys?organisation=" + organisation;
    return new NewAgent(
        id, http.post(keys, "", Map.of()).orThrow().json().required("key").asText());
  }
}
