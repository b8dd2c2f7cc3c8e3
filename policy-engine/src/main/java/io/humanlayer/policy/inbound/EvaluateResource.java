package io.humanlayer.policy.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.policy.app.DryRun;
import io.humanlayer.policy.wire.EvaluationJson;
import io.humanlayer.web.StrictJson;
import io.humanlayer.web.Tokens;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// `/v1/evaluate`: what the policies in force would say.
@Path("/v1/evaluate")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EvaluateResource {

  private final DryRun dryRun;
  private final Tokens tokens;
  private final Clock clock;

  public EvaluateResource(DryRun dryRun, Tokens tokens, Clock clock) {
    this.dryRun = dryRun;
    this.tokens = tokens;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response evaluate(
      byte @Nullable [] body, @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    var asked = EvaluationJson.read(StrictJson.object(body), clock.instant());
    JsonNode answer = EvaluationJson.write(dryRun.evaluate(asked.question(), asked.limits()));
    return Response.ok(answer.toString()).build();
  }
}
