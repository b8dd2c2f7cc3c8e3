package io.humanlayer.routing.inbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.app.Registry;
import io.humanlayer.routing.app.Sentinels;
import io.humanlayer.routing.app.Sentinels.Entry;
import io.humanlayer.routing.wire.RegisterJson;
import io.humanlayer.routing.wire.SentinelImport;
import io.humanlayer.routing.wire.SentinelImport.Format;
import io.humanlayer.routing.wire.SentinelJson;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Tokens;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/v1/sentinels`: the operator registers an Organisation's Sentinels, one or many, and gives them
/// keys.
@Path("/v1/sentinels")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SentinelsResource {

  private final Registry registry;
  private final Tokens tokens;
  private final Access access;
  private final Clock clock;

  public SentinelsResource(Registry registry, Tokens tokens, Access access, Clock clock) {
    this.registry = registry;
    this.tokens = tokens;
    this.access = access;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response register(
      byte @Nullable [] body, @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    return register(SentinelJson.read(body, clock.instant()));
  }

  private Response register(Entry entry) {
    int status = registry.register(entry) ? 201 : 200;
    Entry stored =
        registry
            .find(entry.sentinel().organisation(), entry.sentinel().id())
            .orElseThrow(Access::notFound);
    return Response.status(status).entity(SentinelJson.write(stored).toString()).build();
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.WILDCARD)
  public Response put(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    Entry entry = SentinelJson.read(body, clock.instant());
    if (!entry.sentinel().id().value().equals(id)) {
      throw Problem.invalid("/id", "The document is of another Sentinel.").asException();
    }
    return register(entry);
  }

  @GET
  public String list(
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    OrganisationId org = access.operator(authorization, organisation);
    int size = size(limit);
    @Nullable SentinelId after = cursor == null ? null : SentinelJson.sentinel(cursor);
    List<Entry> found = registry.list(org, after, size + 1);
    var json = JsonNodeFactory.instance.objectNode();
    var items = json.putArray("items");
    found.stream().limit(size).forEach(entry -> items.add(SentinelJson.write(entry)));
    if (found.size() > size) {
      json.put("next_cursor", found.get(size - 1).sentinel().id().value());
    }
    return json.toString();
  }

  private static int size(@Nullable String limit) {
    if (limit == null) {
      return Sentinels.MAX_PAGE;
    }
    if (!limit.matches("[0-9]{1,3}")
        || Integer.parseInt(limit) < 1
        || Integer.parseInt(limit) > Sentinels.MAX_PAGE) {
      throw Problem.invalid("/limit", "The limit is 1 to " + Sentinels.MAX_PAGE + ".")
          .asException();
    }
    return Integer.parseInt(limit);
  }

  @GET
  @Path("/{id}")
  public String get(
      @PathParam("id") String id,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    SentinelId sentinel = SentinelJson.sentinel(id);
    var caller = access.oneself(authorization, organisation, sentinel);
    var json =
        SentinelJson.write(
            registry.find(caller.organisation(), sentinel).orElseThrow(Access::notFound));
    var delegations = json.putArray("delegations");
    registry
        .delegations(caller.organisation(), sentinel)
        .forEach(given -> delegations.add(RegisterJson.delegation(given)));
    return json.toString();
  }

  @GET
  @Path("/export")
  @Produces(MediaType.WILDCARD)
  public Response export(
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation,
      @QueryParam("format") @Nullable String format) {
    OrganisationId org = access.operator(authorization, organisation);
    Format wanted = Format.of(format);
    return Response.ok(SentinelImport.write(registry.all(org), wanted), wanted.mediaType()).build();
  }

  @POST
  @Path("/import")
  @Consumes(MediaType.WILDCARD)
  public String importAll(
      byte @Nullable [] body,
      @HeaderParam("Authorization") @Nullable String authorization,
      @HeaderParam("Content-Type") @Nullable String contentType,
      @QueryParam("organisation") @Nullable String organisation,
      @QueryParam("format") @Nullable String format) {
    OrganisationId org = access.operator(authorization, organisation);
    Format given = Format.of(format == null ? contentType : format);
    List<Entry> entries = SentinelImport.read(body, given, org);
    int changed = registry.registerAll(entries);
    return JsonNodeFactory.instance
        .objectNode()
        .put("read", entries.size())
        .put("changed", changed)
        .toString();
  }

  @POST
  @Path("/{id}/keys")
  @Consumes(MediaType.WILDCARD)
  public Response addKey(
      @PathParam("id") String id,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    String key =
        registry
            .issueKey(access.operator(authorization, organisation), SentinelJson.sentinel(id))
            .orElseThrow(Access::notFound);
    var json = JsonNodeFactory.instance.objectNode().put("sentinel", id).put("key", key);
    return Response.status(201).entity(json.toString()).build();
  }
}
