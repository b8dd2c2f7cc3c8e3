package io.humanlayer.standalone.edge;

import io.vertx.core.http.HttpServerResponse;

/// The two answers that the edge gives itself, as RFC 9457 problems.
final class Refusals {

  private Refusals() {}

  static void notFound(HttpServerResponse response) {
    problem(response, 404, "not-found", "Not found", "There is nothing at this path.");
  }

  /// The service does not answer. Whether it took the request in is not known; an idempotency key
  /// makes trying again safe.
  static void unavailable(HttpServerResponse response) {
    response.putHeader("retry-after", "2");
    problem(
        response,
        503,
        "unavailable",
        "Temporarily unavailable",
        "The service behind this path does not answer.");
  }

  private static void problem(
      HttpServerResponse response, int status, String type, String title, String detail) {
    response
        .setStatusCode(status)
        .putHeader("content-type", "application/problem+json")
        .end(
            """
            {"type":"/problems/%s","title":"%s","status":%d,"detail":"%s"}
            """
                .formatted(type, title, status, detail)
                .strip());
  }
}
