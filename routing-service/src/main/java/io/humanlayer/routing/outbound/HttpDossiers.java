package io.humanlayer.routing.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.Dossier;
import io.humanlayer.routing.app.Dossiers;
import io.humanlayer.routing.wire.DossierJson;
import io.humanlayer.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Dossiers from the request-gateway. Nothing of them is kept here.
@ApplicationScoped
public class HttpDossiers implements Dossiers {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(4);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI gateway;
  private final String serviceToken;

  public HttpDossiers(
      @ConfigProperty(name = "humanlayer.gateway-url") URI gateway,
      @ConfigProperty(name = "humanlayer.service-token") String serviceToken) {
    this.gateway = gateway;
    this.serviceToken = serviceToken;
  }

  @Override
  public Optional<Dossier> find(OrganisationId organisation, RequestId request) {
    HttpResponse<byte[]> response =
        send(
            HttpRequest.newBuilder(gateway.resolve("/v1/dossiers/" + request))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + serviceToken)
                .header("x-humanlayer-organisation", organisation.value())
                .header("Accept", "application/json")
                .build());
    return switch (response.statusCode()) {
      case 200 -> Optional.of(read(response.body()));
      case 404 -> Optional.empty();
      default -> throw new Unavailable("the gateway answers " + response.statusCode());
    };
  }

  private static Dossier read(byte[] body) {
    try {
      return DossierJson.read(body);
    } catch (ProblemException e) {
      throw new Unavailable("the gateway's answer is not a dossier", e);
    }
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new Unavailable("the gateway does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("interrupted", e);
    }
  }
}
