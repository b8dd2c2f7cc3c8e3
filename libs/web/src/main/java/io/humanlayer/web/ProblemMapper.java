package io.humanlayer.web;

import io.humanlayer.web.Problem.Kind;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Turns whatever a resource throws into a problem. What is not foreseen says nothing of the
/// inside.
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
  private static final Duration RETRY = Duration.ofSeconds(2);

  @Override
  public Response toResponse(Throwable thrown) {
    if (thrown instanceof ProblemException known) {
      return known.problem().response();
    }
    if (thrown instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
      return web.getResponse().getStatus() < 400 ? web.getResponse() : answer(web);
    }
    if (outage(thrown)) {
      // An outage has many calls and one cause: each trace would be the same.
      LOG.warnf("answered 503: %s", thrown);
      LOG.debug("answered 503", thrown);
      return Problem.unavailable("A part of the system does not answer; try again.", RETRY)
          .response();
    }
    LOG.error("answered 500", thrown);
    return Problem.of(Kind.INTERNAL, "The request could not be handled.").response();
  }

  /// RFC 9110 §15.5.6: whoever is told that a method is not allowed is told which are.
  private static Response answer(WebApplicationException web) {
    Response problem = of(web).response();
    String allow = web.getResponse().getHeaderString("Allow");
    return allow == null ? problem : Response.fromResponse(problem).header("Allow", allow).build();
  }

  private static Problem of(WebApplicationException web) {
    return switch (web.getResponse().getStatus()) {
      case 401 -> Problem.of(Kind.UNAUTHENTICATED, "Give valid credentials.");
      case 403 -> Problem.of(Kind.FORBIDDEN, "This is not allowed.");
      case 404 -> Problem.of(Kind.NOT_FOUND, "There is nothing here.");
      case 405 -> Problem.of(Kind.METHOD_NOT_ALLOWED, "Use another method.");
      case 406 -> Problem.of(Kind.NOT_ACCEPTABLE, "None of the accepted types can be given.");
      case 413 -> Problem.of(Kind.TOO_LARGE, "The body is too large.");
      case 415 -> Problem.of(Kind.UNSUPPORTED_MEDIA_TYPE, "Send application/json.");
      default -> Problem.of(Kind.INVALID_REQUEST, "The request is not valid.");
    };
  }

  /// Whether a store or the network is down, which passes, unlike a fault of ours.
  private static boolean outage(Throwable thrown) {
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      if (e instanceof java.sql.SQLTransientException
          || e instanceof java.sql.SQLNonTransientConnectionException
          || e instanceof java.net.ConnectException
          || e instanceof java.io.IOException
          || (e instanceof java.sql.SQLException sql && connectionState(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  /// Connection exceptions (08), operator intervention (57P) and insufficient resources (53).
  private static boolean connectionState(@Nullable String state) {
    return state == null
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53");
  }
}
