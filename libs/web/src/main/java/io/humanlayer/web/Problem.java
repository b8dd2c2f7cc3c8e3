package io.humanlayer.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A problem as RFC 9457 has it. A denial is never a problem: it is a decision.
///
/// @param kind its type under `/problems/`
/// @param detail one sentence for whoever made the call
/// @param errors where the input is wrong, if that is the problem
/// @param retryAfter when another try makes sense
public record Problem(Kind kind, String detail, List<Fault> errors, @Nullable Duration retryAfter) {

  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
  }

  /// The kinds of problem that the HTTP contracts name.
  public enum Kind {
    INVALID_REQUEST(400, "The request is not valid"),
    UNAUTHENTICATED(401, "No valid credentials"),
    FORBIDDEN(403, "Not allowed"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    CONFLICT(409, "Conflict"),
    CASE_CLOSED(409, "The case is closed"),
    NOT_YOUR_SEAT(409, "Not your seat"),
    NOT_ELIGIBLE(409, "Not eligible"),
    SIGNATURE_REFUSED(409, "The signature is refused"),
    DIGEST_MISMATCH(409, "The digest is of another action"),
    ALREADY_CONSUMED(409, "Already consumed"),
    EXPIRED(409, "Expired"),
    NOT_APPROVED(409, "Not approved"),
    NOT_YET(409, "Not binding yet"),
    REVOKED(409, "Revoked"),
    SUSPENDED(409, "Suspended"),
    TOO_LARGE(413, "Too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    IDEMPOTENCY_CONFLICT(422, "The idempotency key belongs to another request"),
    INVALID_POLICY(422, "The policy cannot be published"),
    RATE_LIMITED(429, "Too many requests"),
    INTERNAL(500, "Something went wrong here"),
    UNAVAILABLE(503, "Temporarily unavailable");

    private final int status;
    private final String title;

    Kind(int status, String title) {
      this.status = status;
      this.title = title;
    }

    public int status() {
      return status;
    }

    /// The last part of the type URI: `invalid-request`.
    public String slug() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /// One thing that is wrong with the input.
  ///
  /// @param pointer where, as a JSON Pointer (RFC 6901); empty for the whole document
  public record Fault(String pointer, String detail) {}

  public static Problem of(Kind kind, String detail) {
    return new Problem(kind, detail, List.of(), null);
  }

  public static Problem invalid(String pointer, String detail) {
    return invalid(List.of(new Fault(pointer, detail)));
  }

  public static Problem invalid(List<Fault> errors) {
    return new Problem(Kind.INVALID_REQUEST, errors.getFirst().detail(), errors, null);
  }

  public static Problem unavailable(String detail, Duration retryAfter) {
    return new Problem(Kind.UNAVAILABLE, detail, List.of(), retryAfter);
  }

  /// This problem as something to throw.
  public ProblemException asException() {
    return new ProblemException(this);
  }

  /// The members of the problem document.
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "/problems/" + kind.slug());
    json.put("title", kind.title);
    json.put("status", kind.status);
    json.put("detail", detail);
    if (!errors.isEmpty()) {
      var list = json.putArray("errors");
      errors.forEach(
          error -> list.addObject().put("pointer", error.pointer()).put("detail", error.detail()));
    }
    return json;
  }

  /// This problem as a response.
  public Response response() {
    var response = Response.status(kind.status).type(MEDIA_TYPE).entity(json().toString());
    if (kind == Kind.UNAUTHENTICATED) {
      response.header("WWW-Authenticate", "Bearer");
    }
    if (retryAfter != null) {
      response.header("Retry-After", Math.max(1, retryAfter.toSeconds()));
    }
    return response.build();
  }
}
