package io.humanlayer.routing.inbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// `/v1/session`: whose key it is, for whoever holds it.
@Path("/v1/session")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SessionResource {

  private final SeatCalls calls;

  public SessionResource(SeatCalls calls) {
    this.calls = calls;
  }

  @GET
  public Response show(@HeaderParam("Authorization") @Nullable String authorization) {
    Sentinel sentinel = calls.sentinel(authorization);
    return Response.ok(
            JsonNodeFactory.instance
                .objectNode()
                .put("organisation", sentinel.organisation().value())
                .put("sentinel", sentinel.id().value())
                .toString())
        .header("Cache-Control", "no-store")
        .build();
  }
}
