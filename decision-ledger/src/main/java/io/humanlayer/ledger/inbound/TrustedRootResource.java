package io.humanlayer.ledger.inbound;

import io.humanlayer.ledger.app.Authenticate;
import io.humanlayer.ledger.app.LogReader;
import io.humanlayer.ledger.core.access.Caller;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.proof.decision.TrustedRoot;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// `/v1/trusted_root.json`: what a Sigstore client must be given to check the bundles of an
/// organisation's logs.
@Path("/v1/trusted_root.json")
@RunOnVirtualThread
public class TrustedRootResource {

  private final Authenticate authenticate;
  private final LogReader logs;

  public TrustedRootResource(Authenticate authenticate, LogReader logs) {
    this.authenticate = authenticate;
    this.logs = logs;
  }

  @GET
  public Response trustedRoot(
      @HeaderParam("x-api-key") @Nullable String apiKey,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    Caller caller = authenticate.caller(apiKey, authorization);
    var newest = Asked.log(logs, caller, organisation);
    var root =
        new TrustedRoot(
            logs.of(newest.org()).stream()
                .map(log -> new TrustedRoot.Log(NoteVerifier.parse(log.vkey()), log.openedAt()))
                .toList());
    return Response.ok(root.json(), TrustedRoot.MEDIA_TYPE)
        .header("Cache-Control", "private, max-age=3600")
        .build();
  }
}
