package io.humanlayer.routing.inbound.console;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The one script of the console: it lets the browser make passkeys and sign with them.
@Path("/console/passkeys.js")
public class ScriptResource {

  private static final byte[] SCRIPT = load();

  @GET
  public Response script() {
    return Response.ok(SCRIPT, "text/javascript; charset=utf-8")
        .header("Cache-Control", "public, max-age=300")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  private static byte[] load() {
    try (InputStream in = ScriptResource.class.getResourceAsStream("/console/passkeys.js")) {
      return Objects.requireNonNull(in, "console/passkeys.js is not in the jar").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
