package io.humanlayer.gateway.inbound;

import io.humanlayer.gateway.app.Authenticate;
import io.humanlayer.gateway.app.AwaitDecision;
import io.humanlayer.gateway.app.SpeakAgain;
import io.humanlayer.gateway.app.UseApproval;
import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.gateway.core.status.RequestView;
import io.humanlayer.gateway.wire.ApprovalJson;
import io.humanlayer.gateway.wire.DecisionAvro;
import io.humanlayer.gateway.wire.ViewJson;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.web.JsonFields;
import io.humanlayer.web.StrictJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `/v1/requests/{id}`: what an agent does after it has asked. It uses its approval, withdraws its
/// request, or answers a question.
@Path("/v1/requests/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AfterwardsResource {

  private static final int MAX_ANSWER = 20_000;
  private static final int MAX_QUESTIONS = 100;

  private final Authenticate authenticate;
  private final AwaitDecision await;
  private final UseApproval approvals;
  private final SpeakAgain speak;

  public AfterwardsResource(
      Authenticate authenticate, AwaitDecision await, UseApproval approvals, SpeakAgain speak) {
    this.authenticate = authenticate;
    this.await = await;
    this.approvals = approvals;
    this.speak = speak;
  }

  @POST
  @Path("/consume")
  @Consumes(MediaType.WILDCARD)
  public String consume(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam("x-api-key") @Nullable String apiKey,
      @HeaderParam("Authorization") @Nullable String authorization) {
    Agent agent = authenticate.agent(apiKey, authorization);
    RequestView view = view(agent, id);
    var fields = new JsonFields(StrictJson.object(body)).only(Set.of("action_digest"));
    String digest = fields.text("action_digest", 100);
    fields.check();
    Instant at = approvals.use(agent, view, ApprovalJson.of(view), digest);
    return ViewJson.write(view(agent, id)).put("consumed_at", DecisionAvro.time(at)).toString();
  }

  @POST
  @Path("/info")
  @Consumes(MediaType.WILDCARD)
  public Response info(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam("x-api-key") @Nullable String apiKey,
      @HeaderParam("Authorization") @Nullable String authorization) {
    Agent agent = authenticate.agent(apiKey, authorization);
    RequestView view = view(agent, id);
    var fields = new JsonFields(StrictJson.object(body)).only(Set.of("question", "answer"));
    int question = fields.integer("question", 1, 1, MAX_QUESTIONS);
    String answer = fields.text("answer", MAX_ANSWER);
    fields.check();
    speak.inform(agent, view, question, answer);
    return Response.accepted(ViewJson.write(view).toString()).build();
  }

  @DELETE
  public Response withdraw(
      @PathParam("id") String id,
      @HeaderParam("x-api-key") @Nullable String apiKey,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("superseded_by") @Nullable String supersededBy) {
    Agent agent = authenticate.agent(apiKey, authorization);
    RequestView view = view(agent, id);
    @Nullable RequestId successor = supersededBy == null ? null : view(agent, supersededBy).id();
    speak.withdraw(agent, view, successor);
    return Response.accepted(ViewJson.write(view).toString()).build();
  }

  private RequestView view(Agent agent, String id) {
    return await
        .decided(agent, RequestsResource.requestId(id), Duration.ZERO)
        .orElseThrow(RequestsResource::notFound);
  }
}
