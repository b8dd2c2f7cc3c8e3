package io.humanlayer.policy.inbound;

import io.humanlayer.policy.app.CheckPolicy;
import io.humanlayer.policy.app.Observations;
import io.humanlayer.policy.app.ReplayPolicy;
import io.humanlayer.policy.wire.ObservationJson;
import io.humanlayer.policy.wire.ReplayJson;
import io.humanlayer.web.Problem;
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
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// What a change would do, and what live traffic shows: replay, alerts, shadows.
@Path("/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PolicyReportsResource {

  private static final Duration DEFAULT_SPAN = Duration.ofDays(30);

  private final CheckPolicy checking;
  private final ReplayPolicy replaying;
  private final Observations observations;
  private final Tokens tokens;
  private final Clock clock;

  public PolicyReportsResource(
      CheckPolicy checking,
      ReplayPolicy replaying,
      Observations observations,
      Tokens tokens,
      Clock clock) {
    this.checking = checking;
    this.replaying = replaying;
    this.observations = observations;
    this.tokens = tokens;
    this.clock = clock;
  }

  @POST
  @Path("/replay")
  @Consumes(MediaType.WILDCARD)
  public Response replay(
      byte @Nullable [] body,
      @QueryParam("organisation") @Nullable String organisation,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    var id = PoliciesResource.organisation(organisation);
    var until = instant("/to", to, clock.instant());
    var since = instant("/from", from, until.minus(DEFAULT_SPAN));
    if (!since.isBefore(until)) {
      throw Problem.invalid("/from", "The replay ends before it begins.").asException();
    }
    return switch (checking.check(PoliciesResource.text(body))) {
      case CheckPolicy.Result.Flawed(var flaws) ->
          throw PoliciesResource.refusal(flaws).asException();
      case CheckPolicy.Result.Sound sound -> {
        if (!sound.document().policy().organisation().equals(id)) {
          throw Problem.invalid("/metadata/organisation", "The policy is of another organisation.")
              .asException();
        }
        var report = replaying.replay(id, sound.rulebook(), since, until);
        yield Response.ok(
                ReplayJson.write(report)
                    .put("from", since.toString())
                    .put("to", until.toString())
                    .toString())
            .build();
      }
    };
  }

  @GET
  @Path("/alerts")
  public Response alerts(
      @QueryParam("organisation") @Nullable String organisation,
      @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    var alerts = observations.alerts(PoliciesResource.organisation(organisation));
    return Response.ok(ObservationJson.alerts(alerts).toString()).build();
  }

  @GET
  @Path("/{layer}/{name}/shadow")
  public Response shadow(
      @PathParam("layer") String layer,
      @PathParam("name") String name,
      @QueryParam("organisation") @Nullable String organisation,
      @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    var report = observations.shadow(PoliciesResource.organisation(organisation), layer, name);
    return Response.ok(ObservationJson.shadow(report).toString()).build();
  }

  private static Instant instant(String pointer, @Nullable String text, Instant otherwise) {
    try {
      return text == null ? otherwise : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.invalid(pointer, "Give a time as 2026-11-21T00:00:00Z.").asException();
    }
  }
}
