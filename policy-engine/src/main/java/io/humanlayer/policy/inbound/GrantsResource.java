package io.humanlayer.policy.inbound;

import io.humanlayer.policy.app.GrantStore;
import io.humanlayer.policy.wire.GrantJson;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.Tokens;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `/v1/grants`: the standing permissions of an organisation, and their end.
@Path("/v1/grants")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class GrantsResource {

  /// A reason goes into an event for ever, so it is a code and no free text.
  private static final Pattern REASON = Pattern.compile("[a-z][a-z0-9-]{1,63}");

  private final GrantStore grants;
  private final Tokens tokens;
  private final Clock clock;

  public GrantsResource(GrantStore grants, Tokens tokens, Clock clock) {
    this.grants = grants;
    this.tokens = tokens;
    this.clock = clock;
  }

  @GET
  public Response list(
      @QueryParam("organisation") @Nullable String organisation,
      @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    var listed = grants.list(PoliciesResource.organisation(organisation));
    return Response.ok(GrantJson.list(listed, clock.instant()).toString()).build();
  }

  @DELETE
  @Path("/{id}")
  public Response revoke(
      @PathParam("id") String id,
      @QueryParam("organisation") @Nullable String organisation,
      @QueryParam("reason") @Nullable String reason,
      @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    if (reason == null || !REASON.matcher(reason).matches()) {
      throw Problem.invalid("/reason", "Give a reason code: small letters, digits and hyphens.")
          .asException();
    }
    boolean there =
        grants.revoke(
            PoliciesResource.organisation(organisation),
            grant(id),
            reason,
            "operator",
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    if (!there) {
      throw missing();
    }
    return Response.noContent().build();
  }

  private static UUID grant(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw missing();
    }
  }

  private static RuntimeException missing() {
    return Problem.of(Kind.NOT_FOUND, "The organisation has no such grant.").asException();
  }
}
