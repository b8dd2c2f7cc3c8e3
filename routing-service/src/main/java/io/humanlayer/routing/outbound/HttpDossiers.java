package io.humanlayer.routing.outbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.Dossier;
import io.humanlayer.routing.app.Dossiers;
import io.humanlayer.routing.core.cases.ActionDigest;
import io.humanlayer.routing.core.cases.Edit;
import io.humanlayer.routing.wire.DossierJson;
import io.humanlayer.routing.wire.ProblemJson;
import io.humanlayer.web.Neighbour;
import io.humanlayer.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Dossiers from the request-gateway. Nothing of them is kept here.
@ApplicationScoped
public class HttpDossiers implements Dossiers {

  private final Neighbour gateway;

  public HttpDossiers(
      @ConfigProperty(name = "humanlayer.gateway-url") URI gateway,
      @ConfigProperty(name = "humanlayer.service-token") String serviceToken) {
    this.gateway = new Neighbour(gateway, serviceToken);
  }

  @Override
  public Optional<Dossier> find(OrganisationId organisation, RequestId request) {
    HttpResponse<byte[]> response = send(of(organisation, request, ""));
    return switch (response.statusCode()) {
      case 200 -> Optional.of(read(response.body(), DossierJson::read));
      case 404 -> Optional.empty();
      default -> throw new Unavailable("the gateway answers " + response.statusCode());
    };
  }

  @Override
  public Edit edit(
      OrganisationId organisation, RequestId request, ActionDigest base, ObjectNode changes) {
    HttpResponse<byte[]> response =
        send(
            of(organisation, request, "/edits")
                .POST(Neighbour.json(DossierJson.change(base, changes))));
    return switch (response.statusCode()) {
      case 200 -> read(response.body(), DossierJson::edit);
      // Whoever proposed it is told what is wrong with it.
      case 400, 409 -> throw read(response.body(), ProblemJson::read).asException();
      default -> throw new Unavailable("the gateway answers " + response.statusCode());
    };
  }

  private HttpRequest.Builder of(OrganisationId organisation, RequestId request, String path) {
    return gateway
        .request("/v1/dossiers/" + request + path)
        .header("x-humanlayer-organisation", organisation.value())
        .header("Accept", "application/json");
  }

  private static <T> T read(byte[] body, Function<byte[], T> reader) {
    try {
      return reader.apply(body);
    } catch (ProblemException e) {
      throw new Unavailable("the gateway's answer is not to be understood", e);
    }
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return gateway.send(request);
    } catch (IOException e) {
      throw new Unavailable("the gateway does not answer", e);
    }
  }
}
