package io.humanlayer.routing.inbound.console;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.Cases;
import io.humanlayer.routing.app.Sessions.Session;
import io.humanlayer.routing.core.cases.CaseCommand;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.cases.CaseRefusal;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.inbound.Refusals;
import io.humanlayer.routing.wire.SeatJson;
import io.humanlayer.web.Problem;
import io.humanlayer.web.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The forms with which a Sentinel takes a seat, leaves it, asks, or asks for time.
@Path("/console/cases/{id}/seat")
@RunOnVirtualThread
public class SeatFormsResource {

  private final Visitor visitor;
  private final Cases cases;
  private final CasePage page;

  public SeatFormsResource(Visitor visitor, Cases cases, CasePage page) {
    this.visitor = visitor;
    this.cases = cases;
    this.page = page;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response act(
      @PathParam("id") String id,
      @CookieParam(SessionCookie.NAME) @Nullable String cookie,
      @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
      @FormParam("form_token") @Nullable String formToken,
      @FormParam("act") @Nullable String act,
      @FormParam("words") @Nullable String words) {
    return visitor.submitted(
        cookie, formToken, fetchSite, session -> act(session, id, act == null ? "" : act, words));
  }

  private Response act(Session session, String id, String act, @Nullable String words) {
    try {
      RequestId request = CasePage.caseId(id);
      return switch (command(session.sentinel(), request, act, SeatJson.plain(words))) {
        case Outcome.Accepted<CaseEvent> _ ->
            Html.seeOther(leaves(act) ? "/console" : "/console/cases/" + id).build();
        case Outcome.Refused<CaseEvent>(var reason) -> throw Refusals.problem(reason).asException();
      };
    } catch (ProblemException e) {
      Problem problem = e.problem();
      return page.show(session, id, problem.kind().status(), problem.detail());
    }
  }

  private static boolean leaves(String act) {
    return act.equals("decline") || act.equals("recuse") || act.equals("release");
  }

  private Outcome<CaseEvent> command(
      Sentinel sentinel, RequestId id, String act, @Nullable String words) {
    return switch (act) {
      case "claim" -> cases.act(sentinel, id, at -> new CaseCommand.Claim(sentinel, at));
      case "release" -> cases.act(sentinel, id, at -> new CaseCommand.Release(sentinel, at));
      case "undo" -> cases.act(sentinel, id, at -> new CaseCommand.Undo(sentinel, at));
      case "extend" -> {
        Duration by = SeatJson.duration(words);
        yield cases.act(sentinel, id, at -> new CaseCommand.Extend(sentinel, by, at));
      }
      case "ask" -> {
        String question = SeatJson.required(words);
        yield cases.act(sentinel, id, at -> new CaseCommand.AskInfo(sentinel, question, at));
      }
      case "decline" ->
          cases.act(
              sentinel,
              id,
              null,
              words,
              (reason, at) -> new CaseCommand.Decline(sentinel, reason, at));
      case "recuse" ->
          cases.act(
              sentinel,
              id,
              null,
              words,
              (reason, at) -> new CaseCommand.Recuse(sentinel, reason, at));
      default -> Outcome.refused(CaseRefusal.NOT_ASKED);
    };
  }
}
