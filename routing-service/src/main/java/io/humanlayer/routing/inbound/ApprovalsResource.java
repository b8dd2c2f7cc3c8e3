package io.humanlayer.routing.inbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.routing.app.Cases;
import io.humanlayer.routing.core.cases.CaseCommand;
import io.humanlayer.routing.core.cases.CaseEvent;
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
import org.jspecify.annotations.Nullable;

/// `/v1/cases/{id}/…`: what becomes of a Decision. The gateway uses approvals on behalf of agents,
/// the operator takes them back and reopens rejections.
@Path("/v1/cases/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
public class ApprovalsResource {

  private final Cases cases;
  private final Tokens tokens;

  public ApprovalsResource(Cases cases, Tokens tokens) {
    this.cases = cases;
    this.tokens = tokens;
  }

  @POST
  @Path("/consume")
  public String consume(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireService(authorization);
    SeatJson.Use use = SeatJson.use(body);
    return switch (cases.consume(
        use.organisation(),
        CaseIds.parse(id),
        (suspended, at) ->
            new CaseCommand.Consume(use.actionDigest(), use.executor(), suspended, at))) {
      case Outcome.Accepted<CaseEvent>(var events) ->
          JsonNodeFactory.instance
              .objectNode()
              .put("consumed_at", ((CaseEvent.Consumed) events.getFirst()).at().toString())
              .toString();
      case Outcome.Refused<CaseEvent>(var reason) -> throw Refusals.problem(reason).asException();
    };
  }

  @POST
  @Path("/withdraw-approval")
  public String revoke(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    SeatJson.Official official = SeatJson.official(body);
    return official(
        id, official, (reason, at) -> new CaseCommand.Revoke(official.by(), reason, at), "revoked");
  }

  @POST
  @Path("/reopen")
  public String reopen(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    SeatJson.Official official = SeatJson.official(body);
    return official(
        id,
        official,
        (reason, at) -> new CaseCommand.Reopen(official.by(), reason, at),
        "reopened");
  }

  private String official(
      String id, SeatJson.Official official, Cases.Because command, String done) {
    return switch (cases.actFor(
        official.organisation(),
        CaseIds.parse(id),
        official.by(),
        official.why().code(),
        official.why().text(),
        command)) {
      case Outcome.Accepted<CaseEvent> _ ->
          JsonNodeFactory.instance.objectNode().put("id", id).put("status", done).toString();
      case Outcome.Refused<CaseEvent>(var reason) -> throw Refusals.problem(reason).asException();
    };
  }
}
