package io.humanlayer.gateway.inbound;

import io.humanlayer.gateway.app.Authenticate;
import io.humanlayer.gateway.app.AwaitDecision;
import io.humanlayer.gateway.app.Dossiers;
import io.humanlayer.gateway.app.Policies;
import io.humanlayer.gateway.app.RequestStore.Entry;
import io.humanlayer.gateway.app.SubmitRequest;
import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.gateway.core.intake.Submission.Door;
import io.humanlayer.gateway.core.status.RequestView;
import io.humanlayer.gateway.wire.RequestJson;
import io.humanlayer.gateway.wire.ViewJson;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.ProblemException;
import io.humanlayer.web.StrictJson;
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
import org.jspecify.annotations.Nullable;

/// `/v1/requests`: where agents ask and read.
@Path("/v1/requests")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RequestsResource {

  private static final int MAX_KEY = 255;
  private static final Duration ACK = Duration.ofSeconds(2);

  private final Authenticate authenticate;
  private final SubmitRequest submit;
  private final AwaitDecision await;
  private final Policies policies;
  private final Dossiers dossiers;
  private final Clock clock;

  public RequestsResource(
      Authenticate authenticate,
      SubmitRequest submit,
      AwaitDecision await,
      Policies policies,
      Dossiers dossiers,
      Clock clock) {
    this.authenticate = authenticate;
    this.submit = submit;
    this.await = await;
    this.policies = policies;
    this.dossiers = dossiers;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response post(
      byte @Nullable [] body,
      @HeaderParam("x-api-key") @Nullable String apiKey,
      @HeaderParam("Authorization") @Nullable String authorization,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @HeaderParam("Prefer") @Nullable String prefer,
      @QueryParam("wait") @Nullable String wait) {
    Agent agent = authenticate.agent(apiKey, authorization);
    Duration limit = WaitParameter.read(wait, prefer);
    if (idempotencyKey != null && (idempotencyKey.isBlank() || idempotencyKey.length() > MAX_KEY)) {
      throw Problem.invalid("", "The Idempotency-Key must have 1 to " + MAX_KEY + " characters.")
          .asException();
    }
    var submission =
        RequestJson.read(
            StrictJson.object(body),
            agent,
            policies.catalogue(agent.org()),
            idempotencyKey,
            Door.HTTP,
            clock.instant());
    var submitted = submit.submit(submission);
    RequestId id =
        switch (submitted.entry()) {
          case Entry.Fresh(var fresh, _) -> fresh;
          case Entry.Repeated(var known) -> known;
          case Entry.Conflicting() -> throw conflict();
        };
    submitted.awaitPublished(ACK);
    RequestView view =
        await.decided(agent.org(), id, limit).orElseThrow(RequestsResource::notFound);
    return answer(view, view.status().decided() ? 200 : 202);
  }

  @GET
  @Path("/{id}")
  public Response get(
      @PathParam("id") String id,
      @HeaderParam("x-api-key") @Nullable String apiKey,
      @HeaderParam("Authorization") @Nullable String authorization,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
      @HeaderParam("Prefer") @Nullable String prefer,
      @QueryParam("wait") @Nullable String wait) {
    Agent agent = authenticate.agent(apiKey, authorization);
    RequestView view =
        await
            .decided(agent.org(), requestId(id), WaitParameter.read(wait, prefer))
            .filter(found -> found.agent().equals(agent.id()))
            .orElseThrow(RequestsResource::notFound);
    if (etag(view).equals(ifNoneMatch)) {
      return Response.notModified(etagOf(view)).build();
    }
    return answer(view, 200);
  }

  private Response answer(RequestView view, int status) {
    var json = ViewJson.write(view, dossiers.find(view.org(), view.id()));
    return Response.status(status)
        .header("Location", "/v1/requests/" + view.id())
        .header("ETag", etag(view))
        .header("Cache-Control", "no-store")
        .entity(json.toString())
        .build();
  }

  private static String etag(RequestView view) {
    return "\"" + view.version() + "\"";
  }

  private static jakarta.ws.rs.core.EntityTag etagOf(RequestView view) {
    return new jakarta.ws.rs.core.EntityTag(Integer.toString(view.version()));
  }

  static RequestId requestId(String text) {
    try {
      return RequestId.parse(text);
    } catch (IllegalArgumentException e) {
      throw notFound();
    }
  }

  static ProblemException notFound() {
    return Problem.of(Kind.NOT_FOUND, "There is no such request.").asException();
  }

  private static ProblemException conflict() {
    return Problem.of(
            Kind.IDEMPOTENCY_CONFLICT,
            "This idempotency key was used before, with another body or by another agent.")
        .asException();
  }
}
