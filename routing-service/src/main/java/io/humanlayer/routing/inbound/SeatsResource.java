package io.humanlayer.routing.inbound;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.Cases;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.CaseCommand;
import io.humanlayer.routing.core.cases.CaseRefusal;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.wire.SeatJson;
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
  private final SeatCalls calls;

  public SeatsResource(Cases cases, SeatCalls calls) {
    this.cases = cases;
    this.calls = calls;
  }

  @POST
  @Path("/claim")
  public String claim(
      @PathParam("id") String id, @HeaderParam(AUTHORIZATION) @Nullable String authorization) {
    Sentinel sentinel = calls.sentinel(authorization);
    return act(sentinel, id, at -> new CaseCommand.Claim(sentinel, at));
  }

  @POST
  @Path("/release")
  public String release(
      @PathParam("id") String id, @HeaderParam(AUTHORIZATION) @Nullable String authorization) {
    Sentinel sentinel = calls.sentinel(authorization);
    return act(sentinel, id, at -> new CaseCommand.Release(sentinel, at));
  }

  @POST
  @Path("/undo")
  public String undo(
      @PathParam("id") String id, @HeaderParam(AUTHORIZATION) @Nullable String authorization) {
    Sentinel sentinel = calls.sentinel(authorization);
    return act(sentinel, id, at -> new CaseCommand.Undo(sentinel, at));
  }

  @POST
  @Path("/ask")
  public String ask(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam(AUTHORIZATION) @Nullable String authorization) {
    Sentinel sentinel = calls.sentinel(authorization);
    String question = SeatJson.question(body);
    return act(sentinel, id, at -> new CaseCommand.AskInfo(sentinel, question, at));
  }

  @POST
  @Path("/extend")
  public String extend(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam(AUTHORIZATION) @Nullable String authorization) {
    Sentinel sentinel = calls.sentinel(authorization);
    Duration by = SeatJson.by(body);
    return act(sentinel, id, at -> new CaseCommand.Extend(sentinel, by, at));
  }

  @POST
  @Path("/decline")
  public String decline(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam(AUTHORIZATION) @Nullable String authorization) {
    Sentinel sentinel = calls.sentinel(authorization);
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
    Sentinel sentinel = calls.sentinel(authorization);
    return act(
        sentinel,
        id,
        SeatJson.why(body),
        (reason, at) -> new CaseCommand.Recuse(sentinel, reason, at));
  }

  /// Whoever gave a verdict for an approval may take the approval back.
  @POST
  @Path("/revoke")
  public String revoke(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam(AUTHORIZATION) @Nullable String authorization) {
    Sentinel sentinel = calls.sentinel(authorization);
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
    RequestId request = calls.known(sentinel, id);
    return calls.answer(
        sentinel, request, cases.act(sentinel, request, why.code(), why.text(), command));
  }

  private String act(Sentinel sentinel, String id, Cases.At<CaseCommand> command) {
    RequestId request = calls.known(sentinel, id);
    return calls.answer(sentinel, request, cases.act(sentinel, request, command));
  }
}
