package io.humanlayer.routing.inbound;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.Cases;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.CaseRefusal;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.wire.VerdictJson;
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
import org.jspecify.annotations.Nullable;

/// `/v1/cases/{id}/intent`: what a Sentinel signs before they give a verdict. With a reason or an
/// answer it is asked for with POST, whose body is that of the verdict: what people write stands in
/// no URL.
@Path("/v1/cases/{id}/intent")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IntentResource {

  private final ToSign toSign;
  private final Cases cases;
  private final SeatCalls calls;

  public IntentResource(ToSign toSign, Cases cases, SeatCalls calls) {
    this.toSign = toSign;
    this.cases = cases;
    this.calls = calls;
  }

  /// About the Action that the case is about now.
  @GET
  public Response get(
      @PathParam("id") String id,
      @QueryParam("verdict") @Nullable String verdict,
      @QueryParam("reason_code") @Nullable String reasonCode,
      @HeaderParam("Authorization") @Nullable String authorization) {
    Sentinel sentinel = calls.sentinel(authorization);
    RequestId request = CaseIds.parse(id);
    @Nullable String digest =
        cases.find(sentinel, request).orElseThrow(CaseIds::notFound) instanceof Case.Open open
            ? open.actionDigest().value()
            : null;
    if (digest == null) {
      throw Refusals.problem(CaseRefusal.CASE_CLOSED).asException();
    }
    return answer(sentinel, request, VerdictJson.of(verdict, digest, reasonCode, null, null, null));
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response post(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam("Authorization") @Nullable String authorization) {
    Sentinel sentinel = calls.sentinel(authorization);
    return answer(sentinel, CaseIds.parse(id), VerdictJson.read(body));
  }

  private Response answer(Sentinel sentinel, RequestId id, VerdictJson verdict) {
    return Response.ok(toSign.prepare(sentinel, id, verdict).toString())
        .header("Cache-Control", "no-store")
        .build();
  }
}
