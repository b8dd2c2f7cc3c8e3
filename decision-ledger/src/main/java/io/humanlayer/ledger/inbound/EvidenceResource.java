package io.humanlayer.ledger.inbound;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.ledger.app.Authenticate;
import io.humanlayer.ledger.app.ReadEvidence;
import io.humanlayer.ledger.app.ReadEvidence.Evidence;
import io.humanlayer.ledger.app.ReadReceipt.Answer;
import io.humanlayer.ledger.wire.EvidencePackage;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The evidence package of a decision, to keep and to hand to a court or an auditor.
@Path("/v1/evidence")
@RunOnVirtualThread
public class EvidenceResource {

  private static final String SUFFIX = ".zip";
  private static final Duration NEXT_CHECKPOINT = Duration.ofSeconds(1);

  private final Authenticate authenticate;
  private final ReadEvidence evidence;

  public EvidenceResource(Authenticate authenticate, ReadEvidence evidence) {
    this.authenticate = authenticate;
    this.evidence = evidence;
  }

  @GET
  @Path("/{file}")
  public Response zip(
      @PathParam("file") String file,
      @HeaderParam("x-api-key") @Nullable String apiKey,
      @HeaderParam("Authorization") @Nullable String authorization) {
    var caller = authenticate.caller(apiKey, authorization);
    UUID request = uuid(file);
    return switch (evidence.of(request, caller)) {
      case Answer.Found<Evidence>(Evidence found) ->
          Response.ok(EvidencePackage.write(found), "application/zip")
              .header(
                  "Content-Disposition", "attachment; filename=\"decision-" + request + ".zip\"")
              .header("Cache-Control", "no-cache")
              .build();
      case Answer.NotYet<Evidence>() ->
          throw Problem.unavailable(
                  "It is recorded; its evidence comes with the next checkpoint.", NEXT_CHECKPOINT)
              .asException();
      case Answer.Unknown<Evidence>() -> throw unknown();
    };
  }

  /// The request that a file is named after: `<id>.zip`.
  private static UUID uuid(String file) {
    if (!file.endsWith(SUFFIX)) {
      throw unknown();
    }
    try {
      return RequestId.parse(file.substring(0, file.length() - SUFFIX.length())).value();
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static ProblemException unknown() {
    return Problem.of(Kind.NOT_FOUND, "No decision of this request is recorded.").asException();
  }
}
