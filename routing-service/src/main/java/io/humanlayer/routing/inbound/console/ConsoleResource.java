package io.humanlayer.routing.inbound.console;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.CaseList;
import io.humanlayer.routing.app.Cases;
import io.humanlayer.routing.app.Dossiers;
import io.humanlayer.routing.app.Sessions.Session;
import io.humanlayer.routing.app.Shown;
import io.humanlayer.routing.core.cases.Assurance;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.cases.CaseRefusal;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.inbound.Refusals;
import io.humanlayer.routing.wire.CaseJson;
import io.humanlayer.routing.wire.VerdictJson;
import io.humanlayer.web.Problem;
import io.humanlayer.web.ProblemException;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The Sentinel's list and the case they decide.
@Path("/console")
@RunOnVirtualThread
public class ConsoleResource {

  private static final Logger LOG = Logger.getLogger(ConsoleResource.class);

  private final Visitor visitor;
  private final Cases cases;
  private final CaseList list;
  private final Clock clock;

  public ConsoleResource(Visitor visitor, Cases cases, CaseList list, Clock clock) {
    this.visitor = visitor;
    this.cases = cases;
    this.list = list;
    this.clock = clock;
  }

  @GET
  public Response cases(@CookieParam(SessionCookie.NAME) @Nullable String cookie) {
    return signedIn(
        cookie,
        session -> {
          Instant now = clock.instant();
          List<CaseLine> open =
              list.open(session.sentinel()).stream().map(one -> CaseLine.of(one, now)).toList();
          List<CaseLine> decided =
              list.decided(session.sentinel()).stream().map(one -> CaseLine.of(one, now)).toList();
          return Html.page(200, Pages.cases(session, open, decided));
        });
  }

  @GET
  @Path("/cases/{id}")
  public Response show(
      @PathParam("id") String id, @CookieParam(SessionCookie.NAME) @Nullable String cookie) {
    return signedIn(cookie, session -> casePage(session, id, 200, null));
  }

  @POST
  @Path("/cases/{id}/verdict")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response give(
      @PathParam("id") String id,
      @CookieParam(SessionCookie.NAME) @Nullable String cookie,
      @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
      @FormParam("form_token") @Nullable String formToken,
      @FormParam("verdict") @Nullable String verdict,
      @FormParam("action_digest") @Nullable String digest,
      @FormParam("reason_code") @Nullable String reasonCode,
      @FormParam("reason") @Nullable String reason) {
    return signedIn(
        cookie,
        session -> {
          if (!Visitor.sent(session, formToken, fetchSite)) {
            return Html.page(403, strangeForm(session));
          }
          try {
            VerdictJson given = VerdictJson.of(verdict, digest, reasonCode, reason);
            return give(session, id, given);
          } catch (ProblemException e) {
            Problem problem = e.problem();
            return casePage(session, id, problem.kind().status(), problem.detail());
          }
        });
  }

  private Response give(Session session, String id, VerdictJson verdict) {
    Outcome<CaseEvent> outcome =
        cases.give(
            session.sentinel(),
            caseId(id),
            verdict.kind(),
            verdict.actionDigest(),
            verdict.reasonCode(),
            verdict.reason(),
            Assurance.SESSION);
    return switch (outcome) {
      case Outcome.Accepted<CaseEvent> _ -> Html.seeOther("/console/cases/" + id).build();
      case Outcome.Refused<CaseEvent>(var reason) -> throw Refusals.problem(reason).asException();
    };
  }

  private Response casePage(Session session, String id, int status, @Nullable String message) {
    Sentinel sentinel = session.sentinel();
    try {
      return switch (cases.show(
          sentinel,
          caseId(id),
          (open, dossier) -> CaseJson.viewDigest(open, dossier, sentinel.id()))) {
        case Shown.Everything everything ->
            Html.page(
                status,
                Pages.openCase(
                    session, CaseFacts.of(everything, sentinel.id(), clock.instant()), message));
        case Shown.Outcome(var decided) ->
            Html.page(status, Pages.decidedCase(session, DecidedFacts.of(decided)));
        case Shown.Nothing(var reason) ->
            throw Refusals.problem(
                    reason == CaseRefusal.NOT_YOUR_SEAT ? CaseRefusal.NO_SUCH_CASE : reason)
                .asException();
      };
    } catch (Dossiers.Unavailable e) {
      LOG.warn("a dossier could not be shown", e);
      return Html.page(
          503,
          Pages.notice(
              session,
              "Not available just now",
              "The content of this case cannot be had at this moment, so it cannot be decided."
                  + " Nothing is lost; try again in a little while."));
    } catch (ProblemException e) {
      return Html.page(
          e.problem().kind().status(),
          Pages.notice(session, "This case is not yours to decide", e.problem().detail()));
    }
  }

  private Response signedIn(@Nullable String cookie, Function<Session, Response> page) {
    return visitor.of(cookie).map(page).orElseGet(() -> Html.seeOther("/console/sign-in").build());
  }

  static TemplateInstance strangeForm(Session session) {
    return Pages.notice(
        session,
        "Nothing was done",
        "The form did not come from a page of this session. Open the case again and decide there.");
  }

  private static RequestId caseId(String id) {
    try {
      return RequestId.parse(id);
    } catch (IllegalArgumentException e) {
      throw Refusals.problem(CaseRefusal.NO_SUCH_CASE).asException();
    }
  }
}
