package io.humanlayer.gateway.inbound;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// `DELETE /v1/requests/{id}/dossier`: erasure for those outside, where no path to a dossier itself
/// leads.
@Path("/v1/requests/{id}/dossier")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RequestDossierResource {

  private final DossiersResource dossiers;

  public RequestDossierResource(DossiersResource dossiers) {
    this.dossiers = dossiers;
  }

  @DELETE
  public Response erase(
      @PathParam("id") String id,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation,
      @QueryParam("authority") @Nullable String authority,
      @QueryParam("reason") @Nullable String reason) {
    return dossiers.erase(id, authorization, organisation, authority, reason);
  }
}
