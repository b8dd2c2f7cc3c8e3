package io.humanlayer.gateway.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humanlayer.gateway.app.CaseApprovals;
import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.web.Neighbour;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
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

  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Neighbour routing;

  public HttpCaseApprovals(
      @ConfigProperty(name = "humanlayer.routing-url") URI routing,
      @ConfigProperty(name = "humanlayer.service-token") String serviceToken) {
    this.routing = new Neighbour(routing, serviceToken);
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
            routing
                .request("/v1/cases/" + id + "/consume")
                .header("Content-Type", "application/json")
                .POST(Neighbour.json(body)));
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

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return routing.send(request);
    } catch (IOException e) {
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
