package io.humanlayer.routing.inbound.console;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The one style sheet of the console.
@Path("/console/style.css")
public class StyleResource {

  private static final byte[] STYLE = load();

  @GET
  public Response style() {
    return Response.ok(STYLE, "text/css; charset=utf-8")
        .header("Cache-Control", "public, max-age=300")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  private static byte[] load() {
    try (InputStream in = StyleResource.class.getResourceAsStream("/console/style.css")) {
      return Objects.requireNonNull(in, "console/style.css is not in the jar").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
