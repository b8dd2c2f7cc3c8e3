package io.humanlayer.gateway.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humanlayer.gateway.app.CaseApprovals;
import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Asks the routing-service, which keeps the cases. Whatever is not a clear yes is no.
@ApplicationScoped
public class HttpCaseApprovals implements CaseApprovals {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(4);
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI routing;
  private final String serviceToken;

  public HttpCaseApprovals(
      @ConfigProperty(name = "humanlayer.routing-url") URI routing,
      @ConfigProperty(name = "humanlayer.service-token") String serviceToken) {
    this.routing = routing;
    this.serviceToken = serviceToken;
  }

  @Override
  public Instant use(Agent agent, RequestId id, String actionDigest) {
    String body =
        JSON.createObjectNode()
            .put("organisation", agent.org().value())
            .put("action_digest", actionDigest)
            .put("executor", agent.id().value())
            .toString();
    HttpResponse<byte[]> response =
        send(
            HttpRequest.newBuilder(routing.resolve("/v1/cases/" + id + "/consume"))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + serviceToken)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    JsonNode answer = json(response.body());
    if (response.statusCode() == 200) {
      return instant(answer);
    }
    throw refusal(answer);
  }

  private static Instant instant(JsonNode answer) {
    try {
      return Instant.parse(answer.path("consumed_at").asText());
    } catch (DateTimeParseException e) {
      throw unavailable();
    }
  }

  /// The reason as the case gives it; what is no reason is an outage.
  private static ProblemException refusal(JsonNode answer) {
    String type = answer.path("type").asText();
    return Arrays.stream(Kind.values())
        .filter(kind -> type.equals("/problems/" + kind.slug()))
        .filter(kind -> kind.status() == 409)
        .findFirst()
        .map(kind -> Problem.of(kind, answer.path("detail").asText()).asException())
        .orElseGet(HttpCaseApprovals::unavailable);
  }

  private static ProblemException unavailable() {
    return Problem.unavailable(
            "Whether the approval may be used cannot be told just now; try again.", RETRY)
        .asException();
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw unavailable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable();
    }
  }

  private static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw unavailable();
    }
  }
}
