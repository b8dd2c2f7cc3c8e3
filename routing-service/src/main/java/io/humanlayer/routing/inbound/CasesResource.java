package io.humanlayer.routing.inbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.CaseList;
import io.humanlayer.routing.app.Cases;
import io.humanlayer.routing.app.Dossiers;
import io.humanlayer.routing.app.Shown;
import io.humanlayer.routing.app.SignVerdict;
import io.humanlayer.routing.core.cases.Assurance;
import io.humanlayer.routing.core.cases.CaseRefusal;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.wire.CaseJson;
import io.humanlayer.routing.wire.SigningJson;
import io.humanlayer.routing.wire.VerdictJson;
import io.humanlayer.web.Problem;
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
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// `/v1/cases`: a Sentinel reads and decides the cases in which they hold an offer. A case in which
/// they hold none is not there for them.
@Path("/v1/cases")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CasesResource {

  private static final Logger LOG = Logger.getLogger(CasesResource.class);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Cases cases;
  private final CaseList list;
  private final SeatCalls calls;
  private final Verdicts verdicts;

  public CasesResource(Cases cases, CaseList list, SeatCalls calls, Verdicts verdicts) {
    this.cases = cases;
    this.verdicts = verdicts;
    this.list = list;
    this.calls = calls;
  }

  @GET
  public String list(
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("status") @Nullable String status) {
    Sentinel sentinel = calls.sentinel(authorization);
    var found =
        switch (status == null ? "open" : status) {
          case "open" -> list.open(sentinel);
          case "decided" -> list.decided(sentinel);
          default ->
              throw Problem.invalid("/status", "The status is open or decided.").asException();
        };
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    var items = json.putArray("items");
    found.forEach(summary -> items.add(CaseJson.summary(summary)));
    return json.toString();
  }

  @GET
  @Path("/{id}")
  public String get(
      @PathParam("id") String id, @HeaderParam("Authorization") @Nullable String authorization) {
    Sentinel sentinel = calls.sentinel(authorization);
    return switch (show(sentinel, CaseIds.parse(id))) {
      case Shown.Everything(var open, var dossier, var digest) -> {
        ObjectNode json = CaseJson.view(open, dossier, sentinel).put("view_digest", digest);
        json.setAll(CaseJson.standing(open, sentinel.id()));
        yield json.toString();
      }
      case Shown.Outcome(var decided) -> CaseJson.decided(decided).toString();
      case Shown.Nothing(var reason) ->
          throw reason == CaseRefusal.NOT_YOUR_SEAT
              ? CaseIds.notFound()
              : Refusals.problem(reason).asException();
    };
  }

  private Shown show(Sentinel sentinel, RequestId id) {
    try {
      return cases.show(
          sentinel, id, (open, dossier) -> CaseJson.viewDigest(open, dossier, sentinel));
    } catch (Dossiers.Unavailable e) {
      LOG.warn("a dossier could not be shown", e);
      throw Problem.unavailable("The dossier cannot be had just now; try again.", RETRY)
          .asException();
    }
  }

  @POST
  @Path("/{id}/verdict")
  @Consumes(MediaType.WILDCARD)
  public String give(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam("Authorization") @Nullable String authorization) {
    Sentinel sentinel = calls.sentinel(authorization);
    ObjectNode json = StrictJson.object(body);
    SignVerdict.@Nullable Signature signature = SigningJson.take(json);
    VerdictJson verdict = VerdictJson.read(json);
    RequestId request = calls.known(sentinel, id);
    return calls.answer(
        sentinel, request, verdicts.give(sentinel, request, verdict, signature, Assurance.KEY));
  }
}
