package io.humanlayer.routing.inbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.humanlayer.routing.app.StandStill;
import io.humanlayer.routing.wire.SentinelJson;
import io.humanlayer.routing.wire.SuspensionJson;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.Tokens;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `/v1/suspensions`: the operator stops an Organisation, an Agent or an operation, and lets it go
/// on again.
@Path("/v1/suspensions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SuspensionsResource {

  private final StandStill standStill;
  private final Tokens tokens;

  public SuspensionsResource(StandStill standStill, Tokens tokens) {
    this.standStill = standStill;
    this.tokens = tokens;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response declare(
      byte @Nullable [] body, @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    SuspensionJson order = SuspensionJson.read(body);
    var suspension =
        standStill.declare(
            order.organisation(), order.scope(), order.subject(), order.by(), order.reason());
    return Response.status(201).entity(SuspensionJson.write(suspension).toString()).build();
  }

  @GET
  public String list(
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    tokens.requireOperator(authorization);
    var json = JsonNodeFactory.instance.objectNode();
    var items = json.putArray("items");
    standStill
        .inForce(SentinelJson.organisation(organisation))
        .forEach(suspension -> items.add(SuspensionJson.write(suspension)));
    return json.toString();
  }

  @DELETE
  @Path("/{id}")
  public Response lift(
      @PathParam("id") String id,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    tokens.requireOperator(authorization);
    if (!standStill.lift(SentinelJson.organisation(organisation), uuid(id), "operator")) {
      throw notFound().asException();
    }
    return Response.noContent().build();
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw notFound().asException();
    }
  }

  private static Problem notFound() {
    return Problem.of(Kind.NOT_FOUND, "There is no such suspension in force.");
  }
}
