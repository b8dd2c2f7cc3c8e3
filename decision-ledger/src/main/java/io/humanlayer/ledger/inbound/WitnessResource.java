package io.humanlayer.ledger.inbound;

import io.humanlayer.ledger.app.WatchLogs;
import io.humanlayer.ledger.core.witness.WitnessAnswer;
import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// This installation as a witness of other logs (C2SP tlog-witness). Nobody signs in: what counts
/// is the signature under the head. Status codes and bodies are those of the specification.
@Path("/v1/witness")
@RunOnVirtualThread
public class WitnessResource {

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final int MAX_BYTES = 1 << 16;

  private final WatchLogs witness;

  public WitnessResource(WatchLogs witness) {
    this.witness = witness;
  }

  @POST
  @Path("/add-checkpoint")
  public Response addCheckpoint(byte @Nullable [] body) {
    String text;
    try {
      if (body == null) {
        return refused(400, "the request is empty");
      }
      if (body.length > MAX_BYTES) {
        return refused(413, "the request is too large");
      }
      text = CanonicalText.utf8(body);
    } catch (MalformedException e) {
      return refused(400, String.valueOf(e.getMessage()));
    }
    var answered = witness.addCheckpoint(text);
    return switch (answered.answer()) {
      case WitnessAnswer.Cosign _ -> {
        var lines = new StringBuilder();
        answered.lines().forEach(line -> lines.append(line.line()).append('\n'));
        yield Response.ok(lines.toString(), TEXT).build();
      }
      case WitnessAnswer.Conflict(long size) ->
          Response.status(409)
              .type("text/x.tlog.size")
              .entity(Long.toUnsignedString(size) + "\n")
              .build();
      case WitnessAnswer.UnknownLog() -> refused(404, "this log is not watched here");
      case WitnessAnswer.NotSigned() -> refused(403, "the head is not signed by its log");
      case WitnessAnswer.Malformed(String reason) -> refused(400, reason);
      case WitnessAnswer.Inconsistent(String reason) -> refused(422, reason);
    };
  }

  @GET
  @Path("/{originHash: [0-9a-f]+}/checkpoint")
  public Response newest(@PathParam("originHash") String originHash) {
    return witness
        .newest(originHash)
        .map(note -> Response.ok(note, TEXT).header("Cache-Control", "no-cache").build())
        .orElseThrow(
            () -> Problem.of(Kind.NOT_FOUND, "No head of this log was ever signed.").asException());
  }

  @GET
  @Path("/keys")
  public Response keys() {
    return Response.ok(String.join("\n", witness.keys()) + "\n", TEXT).build();
  }

  private static Response refused(int status, String reason) {
    return Response.status(status).type(TEXT).entity(reason + "\n").build();
  }
}
