package io.humanlayer.standalone.provision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// A local HTTP API that takes and gives JSON.
public record JsonApi(URI base) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// @param body what came back, missing if it was no JSON
  public record Answer(int status, JsonNode body) {

    /// @throws ProvisionFailure unless the status is one of 2xx
    public JsonNode orFail(String what) {
      if (status / 100 != 2) {
        throw new ProvisionFailure(what + ": " + status + " " + body);
      }
      return body;
    }
  }

  public Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  public Answer post(String path, Object body, String... headers) {
    return send(request(path, headers).POST(BodyPublishers.ofString(text(body))));
  }

  public Answer put(String path, Object body, String... headers) {
    return send(request(path, headers).PUT(BodyPublishers.ofString(text(body))));
  }

  private HttpRequest.Builder request(String path, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(LIMIT)
            .setHeader("content-type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return request;
  }

  /// A string is sent as it stands, anything else as JSON.
  private static String text(Object body) {
    try {
      return body instanceof String text ? text : JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private Answer send(HttpRequest.Builder builder) {
    var request = builder.build();
    try {
      var response = HTTP.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), parse(response.body()));
    } catch (IOException e) {
      throw new ProvisionFailure(request.uri() + " does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProvisionFailure("interrupted", e);
    }
  }

  private static JsonNode parse(String body) {
    try {
      var node = JSON.readTree(body);
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException e) {
      return JSON.getNodeFactory().textNode(body);
    }
  }
}
