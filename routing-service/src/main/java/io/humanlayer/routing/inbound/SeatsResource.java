package io.humanlayer.routing.inbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.Cases;
import io.humanlayer.routing.app.SignIn;
import io.humanlayer.routing.core.cases.Assurance;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.CaseCommand;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.cases.CaseRefusal;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.wire.CaseJson;
import io.humanlayer.routing.wire.SeatJson;
import io.humanlayer.web.Tokens;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// `/v1/cases/{id}/…`: what a Sentinel does with a seat that was offered to them.
@Path("/v1/cases/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
public class SeatsResource {

  private static final String AUTHORIZATION = "Authorization";

  private final Cases cases;
  private final Verdicts verdicts;
  private final SignIn signIn;

  public SeatsResource(Cases cases, Verdicts verdicts, SignIn signIn) {
    this.cases = cases;
    this.verdicts = verdicts;
    this.signIn = signIn;
  }

  @POST
  @Path("/claim")
  public String claim(
      @PathParam("id") String id, @HeaderParam(AUTHORIZATION) @Nullable String authorization) {
    Sentinel sentinel = sentinel(authorization);
    return act(sentinel, id, at -> new CaseCommand.Claim(sentinel, at));
  }

  @POST
  @Path("/release")
  public String release(
      @PathParam("id") String id, @HeaderParam(AUTHORIZATION) @Nullable String authorization) {
    Sentinel sentinel = sentinel(authorization);
    return act(sentinel, id, at -> new CaseCommand.Release(sentinel, at));
  }

  @POST
  @Path("/undo")
  public String undo(
      @PathParam("id") String id, @HeaderParam(AUTHORIZATION) @Nullable String authorization) {
    Sentinel sentinel = sentinel(authorization);
    return act(sentinel, id, at -> new CaseCommand.Undo(sentinel, at));
  }

  @POST
  @Path("/ask")
  public String ask(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam(AUTHORIZATION) @Nullable String authorization) {
    Sentinel sentinel = sentinel(authorization);
    String question = SeatJson.question(body);
    return act(sentinel, id, at -> new CaseCommand.AskInfo(sentinel, question, at));
  }

  @POST
  @Path("/extend")
  public String extend(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam(AUTHORIZATION) @Nullable String authorization) {
    Sentinel sentinel = sentinel(authorization);
    Duration by = SeatJson.by(body);
    return act(sentinel, id, at -> new CaseCommand.Extend(sentinel, by, at));
  }

  @POST
  @Path("/decline")
  public String decline(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam(AUTHORIZATION) @Nullable String authorization) {
    Sentinel sentinel = sentinel(authorization);
    return act(
        sentinel,
        id,
        SeatJson.why(body),
        (reason, at) -> new CaseCommand.Decline(sentinel, reason, at));
  }

  @POST
  @Path("/recuse")
  public String recuse(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam(AUTHORIZATION) @Nullable String authorization) {
    Sentinel sentinel = sentinel(authorization);
    return act(
        sentinel,
        id,
        SeatJson.why(body),
        (reason, at) -> new CaseCommand.Recuse(sentinel, reason, at));
  }

  @POST
  @Path("/break-glass")
  public String breakGlass(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam(AUTHORIZATION) @Nullable String authorization) {
    Sentinel sentinel = sentinel(authorization);
    SeatJson.Glass glass = SeatJson.glass(body);
    verdicts
        .tooLow(sentinel, known(sentinel, id), Assurance.KEY)
        .ifPresent(
            refused -> {
              throw Refusals.problem(refused).asException();
            });
    return act(
        sentinel,
        id,
        glass.why(),
        (reason, at) ->
            new CaseCommand.BreakGlass(sentinel, glass.actionDigest(), reason, Assurance.KEY, at));
  }

  /// Whoever gave a verdict for an approval may take the approval back.
  @POST
  @Path("/revoke")
  public String revoke(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam(AUTHORIZATION) @Nullable String authorization) {
    Sentinel sentinel = sentinel(authorization);
    boolean theirs =
        cases.find(sentinel, CaseIds.parse(id)).orElseThrow(CaseIds::notFound)
                instanceof Case.Approved approved
            && approved.approval().voters().contains(sentinel.id());
    if (!theirs) {
      throw Refusals.problem(CaseRefusal.NOT_YOUR_VERDICT).asException();
    }
    return act(
        sentinel,
        id,
        SeatJson.why(body),
        (reason, at) -> new CaseCommand.Revoke(sentinel.id().value(), reason, at));
  }

  private String act(Sentinel sentinel, String id, SeatJson.Why why, Cases.Because command) {
    RequestId request = known(sentinel, id);
    return answer(sentinel, request, cases.act(sentinel, request, why.code(), why.text(), command));
  }

  private String act(Sentinel sentinel, String id, Cases.At<CaseCommand> command) {
    RequestId request = known(sentinel, id);
    return answer(sentinel, request, cases.act(sentinel, request, command));
  }

  private RequestId known(Sentinel sentinel, String id) {
    RequestId request = CaseIds.parse(id);
    if (cases.find(sentinel, request).isEmpty()) {
      throw CaseIds.notFound();
    }
    return request;
  }

  private String answer(Sentinel sentinel, RequestId id, Outcome<CaseEvent> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<CaseEvent> _ -> {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id.toString());
        cases
            .find(sentinel, id)
            .ifPresent(state -> json.setAll(CaseJson.standing(state, sentinel.id())));
        yield json.toString();
      }
      case Outcome.Refused<CaseEvent>(var reason) -> throw Refusals.problem(reason).asException();
    };
  }

  private Sentinel sentinel(@Nullable String authorization) {
    return signIn.byKey(Tokens.bearer(authorization)).orElseThrow(Tokens::unauthenticated);
  }
}
