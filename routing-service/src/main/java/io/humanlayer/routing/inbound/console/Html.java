package io.humanlayer.routing.inbound.console;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/// Pages as responses. Nothing may be loaded from elsewhere, framed, cached or run.
final class Html {

  private static final String POLICY =
      "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none';"
          + " base-uri 'none'";

  private Html() {}

  static Response page(int status, TemplateInstance page) {
    return guarded(Response.status(status).type("text/html; charset=utf-8").entity(page.render()))
        .build();
  }

  static Response.ResponseBuilder seeOther(String path) {
    return guarded(Response.status(303).location(URI.create(path)));
  }

  private static Response.ResponseBuilder guarded(Response.ResponseBuilder response) {
    return response
        .header("Content-Security-Policy", POLICY)
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Robots-Tag", "noindex")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Cache-Control", "no-store");
  }
}
