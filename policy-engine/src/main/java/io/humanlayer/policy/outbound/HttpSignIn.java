package io.humanlayer.policy.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.app.SignIn;
import io.humanlayer.web.Neighbour;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Asks the routing-service whose key it is, by that key.
@Singleton
public final class HttpSignIn implements SignIn {

  private static final Pattern KEY = Pattern.compile("hls_[A-Za-z0-9_-]{1,100}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Neighbour routing;

  public HttpSignIn(
      @ConfigProperty(name = "humanlayer.routing-url") URI routing,
      @ConfigProperty(name = "humanlayer.service-token") String serviceToken) {
    this.routing = new Neighbour(routing, serviceToken);
  }

  @Override
  public Optional<Person> byKey(String key) {
    if (!KEY.matcher(key).matches()) {
      return Optional.empty();
    }
    try {
      HttpResponse<byte[]> response = routing.send(routing.request("/v1/session", key).GET());
      return switch (response.statusCode()) {
        case 200 -> Optional.of(person(JSON.readTree(response.body())));
        case 401 -> Optional.empty();
        default -> throw new Unavailable("the register answers " + response.statusCode());
      };
    } catch (IOException | IllegalArgumentException e) {
      throw new Unavailable("the register does not answer", e);
    }
  }

  private static Person person(JsonNode json) {
    return new Person(
        new OrganisationId(json.path("organisation").asText()), json.required("sentinel").asText());
  }
}
