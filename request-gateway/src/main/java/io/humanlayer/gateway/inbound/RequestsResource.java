package io.humanlayer.gateway.inbound;

import io.humanlayer.gateway.app.AskForDecision;
import io.humanlayer.gateway.app.Authenticate;
import io.humanlayer.gateway.app.AwaitDecision;
import io.humanlayer.gateway.app.Dossiers;
import io.humanlayer.gateway.app.Policies;
import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.gateway.core.intake.Submission;
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
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// `/v1/requests`: where agents ask and read.
@Path("/v1/requests")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RequestsResource {

  private final Authenticate authenticate;
  private final AskForDecision ask;
  private final AwaitDecision await;
  private final Policies policies;
  private final Dossiers dossiers;
  private final Clock clock;

  public RequestsResource(
      Authenticate authenticate,
      AskForDecision ask,
      AwaitDecision await,
      Policies policies,
      Dossiers dossiers,
      Clock clock) {
    this.authenticate = authenticate;
    this.ask = ask;
    this.await = await;
    this.policies = policies;
    this.dossiers = dossiers;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response post(
      InputStream body,
      @HeaderParam("x-api-key") @Nullable String apiKey,
      @HeaderParam("Authorization") @Nullable String authorization,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @HeaderParam("Prefer") @Nullable String prefer,
      @QueryParam("wait") @Nullable String wait) {
    Agent agent = authenticate.agent(apiKey, authorization);
    Duration limit = WaitParameter.read(wait, prefer);
    Submission submission =
        RequestJson.read(
            StrictJson.object(body),
            agent,
            policies.catalogue(agent.org()),
            key(idempotencyKey),
            Door.HTTP,
            clock.instant());
    RequestView view = ask.ask(submission, limit);
    return answer(view.status().decided() ? 200 : 202, view)
        .entity(
            (ViewJson.edited(view)
                    ? ViewJson.write(view, dossiers.find(view.org(), view.id()))
                    : ViewJson.write(view, submission.content()))
                .toString())
        .build();
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
            .decided(agent, requestId(id), WaitParameter.read(wait, prefer))
            .orElseThrow(RequestsResource::notFound);
    if (Etag.of(view).matches(ifNoneMatch)) {
      return answer(304, view).build();
    }
    return answer(200, view)
        .entity(ViewJson.write(view, dossiers.find(view.org(), view.id())).toString())
        .build();
  }

  private static Response.ResponseBuilder answer(int status, RequestView view) {
    return Response.status(status)
        .header("Location", "/v1/requests/" + view.id())
        .header("ETag", Etag.of(view))
        .header("Cache-Control", "no-store");
  }

  private static @Nullable String key(@Nullable String header) {
    if (header != null && (header.isBlank() || header.length() > RequestJson.MAX_KEY)) {
      throw Problem.invalid(
              "", "The Idempotency-Key must have 1 to " + RequestJson.MAX_KEY + " characters.")
          .asException();
    }
    return header;
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
}
