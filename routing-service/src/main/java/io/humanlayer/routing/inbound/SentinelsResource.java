package io.humanlayer.routing.inbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.humanlayer.routing.app.Registry;
import io.humanlayer.routing.app.Sentinels.Entry;
import io.humanlayer.routing.wire.SentinelJson;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.Tokens;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// `/v1/sentinels`: the operator registers an Organisation's Sentinels and gives them keys.
@Path("/v1/sentinels")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SentinelsResource {

  private final Registry registry;
  private final Tokens tokens;
  private final Clock clock;

  public SentinelsResource(Registry registry, Tokens tokens, Clock clock) {
    this.registry = registry;
    this.tokens = tokens;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response register(
      byte @Nullable [] body, @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    Entry entry = SentinelJson.read(body, clock.instant());
    int status = registry.register(entry) ? 201 : 200;
    return Response.status(status).entity(SentinelJson.write(entry).toString()).build();
  }

  @GET
  public String list(
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    tokens.requireOperator(authorization);
    var json = JsonNodeFactory.instance.objectNode();
    var items = json.putArray("items");
    registry
        .list(SentinelJson.organisation(organisation))
        .forEach(entry -> items.add(SentinelJson.write(entry)));
    return json.toString();
  }

  @POST
  @Path("/{id}/keys")
  @Consumes(MediaType.WILDCARD)
  public Response addKey(
      @PathParam("id") String id,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    tokens.requireOperator(authorization);
    String key =
        registry
            .issueKey(SentinelJson.organisation(organisation), SentinelJson.sentinel(id))
            .orElseThrow(
                () -> Problem.of(Kind.NOT_FOUND, "There is no such Sentinel.").asException());
    var json = JsonNodeFactory.instance.objectNode().put("sentinel", id).put("key", key);
    return Response.status(201).entity(json.toString()).build();
  }
}
