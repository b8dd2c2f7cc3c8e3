package io.humanlayer.ledger.inbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.app.Authenticate;
import io.humanlayer.ledger.app.LogReader;
import io.humanlayer.ledger.app.LogReader.LogView;
import io.humanlayer.ledger.app.LogReader.SignedHead;
import io.humanlayer.ledger.app.ReadTiles;
import io.humanlayer.ledger.core.access.Caller;
import io.humanlayer.proof.TileIndex;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The logs as C2SP tlog-tiles has them: checkpoint, tiles, entries, and the key to check them
/// with.
@Path("/v1/logs")
@RunOnVirtualThread
public class LogResource {

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String FOR_EVER = "private, max-age=31536000, immutable";

  private final Authenticate authenticate;
  private final LogReader logs;
  private final ReadTiles tiles;

  @HeaderParam("x-api-key")
  @Nullable String apiKey;

  @HeaderParam("Authorization")
  @Nullable String authorization;

  public LogResource(Authenticate authenticate, LogReader logs, ReadTiles tiles) {
    this.authenticate = authenticate;
    this.logs = logs;
    this.tiles = tiles;
  }

  @GET
  public Map<String, List<Map<String, String>>> logs(
      @QueryParam("organisation") @Nullable String organisation) {
    Caller caller = authenticate.caller(apiKey, authorization);
    OrganisationId org = organisation(organisation);
    if (!caller.mayRead(org)) {
      throw notFound();
    }
    return Map.of(
        "logs",
        logs.of(org).stream()
            .map(
                log ->
                    Map.of("organisation", org.value(), "origin", log.origin(), "vkey", log.vkey()))
            .toList());
  }

  @GET
  @Path("/{origin}/checkpoint")
  public Response checkpoint(@PathParam("origin") String origin) {
    return logs.newestHead(readable(origin).origin())
        .map(SignedHead::note)
        .map(note -> Response.ok(note, TEXT).header("Cache-Control", "no-cache").build())
        .orElseThrow(LogResource::notFound);
  }

  @GET
  @Path("/{origin}/key")
  public Response key(@PathParam("origin") String origin) {
    return Response.ok(readable(origin).vkey() + "\n", TEXT).build();
  }

  @GET
  @Path("/{origin}/tile/entries/{tile: .+}")
  public Response entries(@PathParam("origin") String origin, @PathParam("tile") String tile) {
    LogView log = readable(origin);
    return immutable(parse(tile).flatMap(it -> tiles.entries(log.origin(), it)));
  }

  @GET
  @Path("/{origin}/tile/{level: [0-9]}/{tile: .+}")
  public Response tile(
      @PathParam("origin") String origin,
      @PathParam("level") int level,
      @PathParam("tile") String tile) {
    LogView log = readable(origin);
    return immutable(parse(tile).flatMap(it -> tiles.tile(log.origin(), level, it)));
  }

  private LogView readable(String origin) {
    Caller caller = authenticate.caller(apiKey, authorization);
    return logs.byOrigin(origin)
        .filter(log -> caller.mayRead(log.org()))
        .orElseThrow(LogResource::notFound);
  }

  private static OrganisationId organisation(@Nullable String name) {
    try {
      return new OrganisationId(name == null ? "" : name);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("", "Give ?organisation= with the id of an organisation.")
          .asException();
    }
  }

  private static Optional<TileIndex> parse(String tile) {
    try {
      return Optional.of(TileIndex.parse(tile));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Response immutable(Optional<byte[]> content) {
    return content
        .map(
            bytes ->
                Response.ok(bytes, MediaType.APPLICATION_OCTET_STREAM_TYPE)
                    .header("Cache-Control", FOR_EVER)
                    .build())
        .orElseThrow(LogResource::notFound);
  }

  private static ProblemException notFound() {
    return Problem.of(Kind.NOT_FOUND, "There is no such log, or the log has no such part.")
        .asException();
  }
}
