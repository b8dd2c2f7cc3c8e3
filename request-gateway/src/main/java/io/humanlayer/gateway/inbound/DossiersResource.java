package io.humanlayer.gateway.inbound;

import io.humanlayer.gateway.app.Dossiers;
import io.humanlayer.gateway.wire.DossierJson;
import io.humanlayer.web.Tokens;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/// `GET /v1/dossiers/{id}`: for the routing-service only, which shows a dossier to whoever holds a
/// seat and records the view.
@Path("/v1/dossiers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DossiersResource {

  private final Dossiers dossiers;
  private final Tokens tokens;

  public DossiersResource(Dossiers dossiers, Tokens tokens) {
    this.dossiers = dossiers;
    this.tokens = tokens;
  }

  @GET
  @Path("/{id}")
  public String get(
      @PathParam("id") String id,
      @HeaderParam("Authorization") @Nullable String authorization,
      @HeaderParam("x-humanlayer-organisation") @Nullable String organisation) {
    tokens.requireService(authorization);
    return dossiers
        .find(OrganisationsResource.organisation(organisation), RequestsResource.requestId(id))
        .map(dossier -> DossierJson.shown(dossier.content(), dossier.digest()).toString())
        .orElseThrow(RequestsResource::notFound);
  }
}
