package io.humanlayer.ledger.inbound;

import io.humanlayer.ledger.app.Authenticate;
import io.humanlayer.ledger.app.Cosigners;
import io.humanlayer.ledger.app.LogReader;
import io.humanlayer.ledger.app.Seals;
import io.humanlayer.ledger.app.Seals.Sealed;
import io.humanlayer.ledger.app.TimeAuthority;
import io.humanlayer.ledger.app.Witnesses;
import io.humanlayer.ledger.core.access.Caller;
import io.humanlayer.ledger.wire.SealsJson;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who stands behind a head besides its log, with what they said, and who was not believed.
@Path("/v1/logs/{origin}/seals")
@RunOnVirtualThread
public class SealsResource {

  private final Authenticate authenticate;
  private final LogReader logs;
  private final Seals seals;
  private final Cosigners cosigners;
  private final Witnesses witnesses;
  private final TimeAuthority authority;

  @HeaderParam("x-api-key")
  @Nullable String apiKey;

  @HeaderParam("Authorization")
  @Nullable String authorization;

  public SealsResource(
      Authenticate authenticate,
      LogReader logs,
      Seals seals,
      Cosigners cosigners,
      Witnesses witnesses,
      TimeAuthority authority) {
    this.authenticate = authenticate;
    this.logs = logs;
    this.seals = seals;
    this.cosigners = cosigners;
    this.witnesses = witnesses;
    this.authority = authority;
  }

  /// The newest head that has any seal.
  @GET
  public Response newest(@PathParam("origin") String origin) {
    return answer(seals.newest(readable(origin)));
  }

  @GET
  @Path("/{size: [0-9]+}")
  public Response of(@PathParam("origin") String origin, @PathParam("size") long size) {
    return answer(seals.of(readable(origin), size));
  }

  /// The certificates under which the time stamps are believed, in PEM.
  @GET
  @Path("/time-authority.pem")
  public Response certificates(@PathParam("origin") String origin) {
    var _ = readable(origin);
    return Response.ok(authority.trusted().pem(), "application/x-pem-file").build();
  }

  private Response answer(Optional<Sealed> sealed) {
    return sealed
        .map(
            it ->
                SealsJson.write(
                    it,
                    Stream.concat(
                            Stream.of(
                                cosigners.quantumSafe(it.head().checkpoint().origin()).publicKey()),
                            witnesses.peers().stream().map(Witnesses.Peer::key))
                        .toList()))
        .map(json -> Response.ok(json, MediaType.APPLICATION_JSON_TYPE).build())
        .orElseThrow(SealsResource::notFound);
  }

  private String readable(String origin) {
    Caller caller = authenticate.caller(apiKey, authorization);
    return logs.byOrigin(origin)
        .filter(log -> caller.mayRead(log.org()))
        .map(LogReader.LogView::origin)
        .orElseThrow(SealsResource::notFound);
  }

  private static ProblemException notFound() {
    return Problem.of(Kind.NOT_FOUND, "There is no such log, or its head has no seal yet.")
        .asException();
  }
}
