package io.humanlayer.policy.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.eventing.AvroWire;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.app.DryRun;
import io.humanlayer.policy.app.RuleOnEdits;
import io.humanlayer.policy.wire.EditedJson;
import io.humanlayer.policy.wire.EvaluationJson;
import io.humanlayer.policy.wire.RulingAvro;
import io.humanlayer.web.JsonFields;
import io.humanlayer.web.Problem;
import io.humanlayer.web.ProblemException;
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
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `/v1/evaluate`: what the policies in force would say, or said of a past request, and why.
@Path("/v1/evaluate")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EvaluateResource {

  private static final String REQUEST = "request_id";

  private static final String RULINGS = "hl.rulings.v1";

  private final DryRun dryRun;
  private final RuleOnEdits edits;
  private final AvroWire wire;
  private final Tokens tokens;
  private final Clock clock;

  public EvaluateResource(
      DryRun dryRun, RuleOnEdits edits, AvroWire wire, Tokens tokens, Clock clock) {
    this.dryRun = dryRun;
    this.edits = edits;
    this.wire = wire;
    this.tokens = tokens;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response evaluate(
      byte @Nullable [] body, @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    var json = StrictJson.object(body);
    var result =
        json.has(REQUEST)
            ? past(json)
            : dryRun.evaluate(asked(json).question(), asked(json).limits());
    return Response.ok(EvaluationJson.write(result).toString()).build();
  }

  /// For the routing-service: what is said of the Action that a Sentinel makes of a request. The
  /// answer is the very record that `hl.rulings.v1` would carry, and is never there.
  @POST
  @Path("/edited")
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public byte[] edited(
      byte @Nullable [] body, @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireService(authorization);
    return edits
        .rule(EditedJson.read(body))
        .map(ruled -> wire.encode(RULINGS, RulingAvro.answer(ruled)))
        .orElseThrow(EvaluateResource::unknown);
  }

  private static ProblemException unknown() {
    return Problem.of(
            Problem.Kind.NOT_FOUND, "There is no such request, or its content has been erased.")
        .asException();
  }

  private EvaluationJson.Asked asked(ObjectNode json) {
    return EvaluationJson.read(json, clock.instant());
  }

  /// A request of the past, by its id alone: what was asked then is known.
  private DryRun.Result past(ObjectNode json) {
    var fields = new JsonFields(json).only(Set.of("organisation", REQUEST));
    var organisation = fields.text("organisation", 32);
    var request = fields.text(REQUEST, 36);
    fields.check();
    return dryRun
        .past(PoliciesResource.organisation(organisation), id(request))
        .orElseThrow(EvaluateResource::unknown);
  }

  private static RequestId id(String text) {
    try {
      return new RequestId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("/" + REQUEST, "Give a request's id.").asException();
    }
  }
}
