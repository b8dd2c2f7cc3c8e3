package io.humanlayer.ledger.inbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.app.Authenticate;
import io.humanlayer.ledger.app.KeySafe;
import io.humanlayer.ledger.app.LogReader;
import io.humanlayer.ledger.app.LogReader.LogView;
import io.humanlayer.ledger.app.LogReader.SignedHead;
import io.humanlayer.ledger.app.ReadTiles;
import io.humanlayer.ledger.core.access.Caller;
import io.humanlayer.ledger.wire.AuditJson;
import io.humanlayer.ledger.wire.ReceiptJson;
import io.humanlayer.proof.TileIndex;
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
  private final KeySafe keys;

  @HeaderParam("x-api-key")
  @Nullable String apiKey;

  @HeaderParam("Authorization")
  @Nullable String authorization;

  public LogResource(Authenticate authenticate, LogReader logs, ReadTiles tiles, KeySafe keys) {
    this.authenticate = authenticate;
    this.logs = logs;
    this.tiles = tiles;
    this.keys = keys;
  }

  @GET
  public Map<String, List<Map<String, String>>> logs(
      @QueryParam("organisation") @Nullable String organisation) {
    Caller caller = authenticate.caller(apiKey, authorization);
    OrganisationId org = Asked.organisation(organisation);
    if (!caller.mayRead(org)) {
      throw Asked.notFound();
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
        .map(note -> Response.ok(note, TEXT).header("Cache-Control", "private, max-age=1").build())
        .orElseThrow(Asked::notFound);
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

  /// The key that seals the organisation's decisions, for `openssl` and for Sigstore clients.
  @GET
  @Path("/{origin}/seal.pub")
  public Response seal(@PathParam("origin") String origin) {
    return Response.ok(ReceiptJson.pem(keys.seal(readable(origin).org()).publicKey()), TEXT)
        .build();
  }

  /// That the log only grew from one head to another; without `to`, to the newest.
  @GET
  @Path("/{origin}/consistency")
  public Response consistency(
      @PathParam("origin") String origin,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
    LogView log = readable(origin);
    long size = logs.newestHead(log.origin()).map(it -> it.checkpoint().size()).orElse(0L);
    long later = Asked.number(to, size);
    long earlier = Asked.number(from, 0);
    if (earlier < 1 || earlier > later || later > size) {
      throw Asked.invalid("Give sizes with 1 <= from <= to <= " + size + ".");
    }
    return Response.ok(
            AuditJson.consistency(logs.tree(log.origin(), later).consistencyProof(earlier)),
            MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", to == null ? "private, max-age=1" : FOR_EVER)
        .build();
  }

  private LogView readable(String origin) {
    Caller caller = authenticate.caller(apiKey, authorization);
    return logs.byOrigin(origin)
        .filter(log -> caller.mayRead(log.org()))
        .orElseThrow(Asked::notFound);
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
        .orElseThrow(Asked::notFound);
  }
}
