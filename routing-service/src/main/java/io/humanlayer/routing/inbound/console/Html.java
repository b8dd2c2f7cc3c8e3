package io.humanlayer.routing.inbound.console;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/// Pages as responses. Nothing may be loaded from elsewhere, framed, cached or run.
final class Html {

  private static final String POLICY =
      "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none';"
          + " base-uri 'none'";

  /// Of the pages that work with passkeys: our own script, which asks ourselves.
  private static final String SIGNING_POLICY = POLICY + "; script-src 'self'; connect-src 'self'";

  private Html() {}

  /// A page with our script.
  static Response signing(int status, TemplateInstance page) {
    return guarded(
            Response.status(status).type("text/html; charset=utf-8").entity(page.render()),
            SIGNING_POLICY)
        .build();
  }

  static Response page(int status, TemplateInstance page) {
    return guarded(Response.status(status).type("text/html; charset=utf-8").entity(page.render()))
        .build();
  }

  static Response.ResponseBuilder seeOther(String path) {
    return guarded(Response.status(303).location(URI.create(path)));
  }

  /// An answer to our script.
  static Response json(int status, String json) {
    return guarded(Response.status(status).type("application/json").entity(json)).build();
  }

  private static Response.ResponseBuilder guarded(Response.ResponseBuilder response) {
    return guarded(response, POLICY);
  }

  private static Response.ResponseBuilder guarded(
      Response.ResponseBuilder response, String policy) {
    return response
        .header("Content-Security-Policy", policy)
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Robots-Tag", "noindex")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Cache-Control", "no-store");
  }
}
