package io.humanlayer.ledger.inbound;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.ledger.app.Authenticate;
import io.humanlayer.ledger.app.ExportSeal;
import io.humanlayer.ledger.app.ReadEvidence;
import io.humanlayer.ledger.app.ReadEvidence.Evidence;
import io.humanlayer.ledger.app.ReadReceipt.Answer;
import io.humanlayer.ledger.app.Unreachable;
import io.humanlayer.ledger.core.access.Caller;
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

/// The evidence package of a decision, to keep and to hand to a court or an auditor, and its seal
/// in the form that European validators read.
@Path("/v1/evidence")
@RunOnVirtualThread
public class EvidenceResource {

  private static final String ZIP = ".zip";
  private static final String JADES = ".jades.json";
  private static final Duration NEXT_CHECKPOINT = Duration.ofSeconds(1);

  private final Authenticate authenticate;
  private final ReadEvidence evidence;
  private final ExportSeal seals;

  public EvidenceResource(Authenticate authenticate, ReadEvidence evidence, ExportSeal seals) {
    this.authenticate = authenticate;
    this.evidence = evidence;
    this.seals = seals;
  }

  @GET
  @Path("/{file}")
  public Response file(
      @PathParam("file") String file,
      @HeaderParam("x-api-key") @Nullable String apiKey,
      @HeaderParam("Authorization") @Nullable String authorization) {
    var caller = authenticate.caller(apiKey, authorization);
    return file.endsWith(JADES) ? jades(uuid(file, JADES), caller) : zip(uuid(file, ZIP), caller);
  }

  private Response zip(UUID request, Caller caller) {
    return switch (evidence.of(request, caller)) {
      case Answer.Found<Evidence>(Evidence found) ->
          Response.ok(
                  EvidencePackage.write(found, evidence.grounds(found, caller)), "application/zip")
              .header(
                  "Content-Disposition", "attachment; filename=\"decision-" + request + ".zip\"")
              .header("Cache-Control", "no-store")
              .build();
      case Answer.NotYet<Evidence>() -> throw notYet();
      case Answer.Unknown<Evidence>() -> throw unknown();
    };
  }

  private Response jades(UUID request, Caller caller) {
    try {
      return switch (seals.jades(request, caller)) {
        case Answer.Found<String>(String signature) ->
            Response.ok(signature, "application/jose+json")
                .header(
                    "Content-Disposition",
                    "attachment; filename=\"decision-" + request + ".jades.json\"")
                .header("Cache-Control", "no-store")
                .build();
        case Answer.NotYet<String>() -> throw notYet();
        case Answer.Unknown<String>() -> throw unknown();
      };
    } catch (Unreachable e) {
      throw Problem.unavailable("No time authority stamps the seal now.", NEXT_CHECKPOINT)
          .asException();
    }
  }

  private static ProblemException notYet() {
    return Problem.unavailable(
            "It is recorded; its evidence comes with the next checkpoint.", NEXT_CHECKPOINT)
        .asException();
  }

  /// The request that a file is named after: `<id>.zip`, `<id>.jades.json`.
  private static UUID uuid(String file, String suffix) {
    if (!file.endsWith(suffix)) {
      throw unknown();
    }
    try {
      return RequestId.parse(file.substring(0, file.length() - suffix.length())).value();
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static ProblemException unknown() {
    return Problem.of(Kind.NOT_FOUND, "No decision of this request is recorded.").asException();
  }
}
