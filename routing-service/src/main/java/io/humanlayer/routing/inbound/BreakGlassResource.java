package io.humanlayer.routing.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.Cases;
import io.humanlayer.routing.app.SignVerdict;
import io.humanlayer.routing.core.cases.Assurance;
import io.humanlayer.routing.core.cases.CaseCommand;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.wire.SeatJson;
import io.humanlayer.routing.wire.SigningJson;
import io.humanlayer.web.StrictJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// `/v1/cases/{id}/break-glass`: one person approves alone, in an emergency; with a signature where
/// the tier takes nothing else.
@Path("/v1/cases/{id}/break-glass")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
public class BreakGlassResource {

  private static final String AUTHORIZATION = "Authorization";

  private final Cases cases;
  private final Verdicts verdicts;
  private final SignVerdict signing;
  private final ToSign toSign;
  private final SeatCalls calls;

  public BreakGlassResource(
      Cases cases, Verdicts verdicts, SignVerdict signing, ToSign toSign, SeatCalls calls) {
    this.cases = cases;
    this.verdicts = verdicts;
    this.signing = signing;
    this.toSign = toSign;
    this.calls = calls;
  }

  @POST
  public String breakGlass(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam(AUTHORIZATION) @Nullable String authorization) {
    Sentinel sentinel = calls.sentinel(authorization);
    ObjectNode json = StrictJson.object(body);
    SignVerdict.@Nullable Signature signature = SigningJson.take(json);
    SeatJson.Glass glass = SeatJson.glass(json);
    RequestId request = calls.known(sentinel, id);
    Outcome<CaseEvent> outcome =
        signature == null
            ? unsigned(sentinel, request, glass)
            : signing.giveAlone(sentinel, request, ToSign.alone(glass), signature);
    return calls.answer(sentinel, request, outcome);
  }

  /// What somebody signs before they do it.
  @POST
  @Path("/intent")
  public Response intent(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam(AUTHORIZATION) @Nullable String authorization) {
    Sentinel sentinel = calls.sentinel(authorization);
    SeatJson.Glass glass = SeatJson.glass(StrictJson.object(body));
    return Response.ok(toSign.prepareAlone(sentinel, calls.known(sentinel, id), glass).toString())
        .header("Cache-Control", "no-store")
        .build();
  }

  private Outcome<CaseEvent> unsigned(Sentinel sentinel, RequestId id, SeatJson.Glass glass) {
    return verdicts
        .tooLow(sentinel, id, Assurance.KEY)
        .map(Outcome::<CaseEvent>refused)
        .orElseGet(
            () ->
                cases.act(
                    sentinel,
                    id,
                    glass.why().code(),
                    glass.why().text(),
                    (reason, at) ->
                        new CaseCommand.BreakGlass(
                            sentinel, glass.actionDigest(), reason, Assurance.KEY, at)));
  }
}
