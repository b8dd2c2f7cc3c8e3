package io.humanlayer.policy.inbound;

import io.humanlayer.policy.app.LearnFromFeedback;
import io.humanlayer.policy.wire.FeedbackJson;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Tokens;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// `/v1/policies/feedback`: how people decided where rules asked them, and what that speaks for.
@Path("/v1/policies/feedback")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FeedbackResource {

  private static final Duration DEFAULT_SPAN = Duration.ofDays(90);

  private final LearnFromFeedback learning;
  private final Tokens tokens;
  private final Clock clock;

  public FeedbackResource(LearnFromFeedback learning, Tokens tokens, Clock clock) {
    this.learning = learning;
    this.tokens = tokens;
    this.clock = clock;
  }

  @GET
  public Response report(
      @QueryParam("organisation") @Nullable String organisation,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    var id = PoliciesResource.organisation(organisation);
    var until = to == null ? clock.instant() : instant("/to", to);
    var since = from == null ? until.minus(DEFAULT_SPAN) : instant("/from", from);
    if (!since.isBefore(until)) {
      throw Problem.invalid("/from", "The report ends before it begins.").asException();
    }
    var report = learning.report(id, since, until);
    return Response.ok(FeedbackJson.write(report, since, until).toString()).build();
  }

  private static Instant instant(String pointer, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.invalid(pointer, "Give a time as 2026-11-21T00:00:00Z.").asException();
    }
  }
}
