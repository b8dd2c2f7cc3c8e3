package io.humanlayer.routing.inbound.console;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.routing.app.Sessions.Session;
import io.humanlayer.routing.core.cases.Assurance;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.inbound.Refusals;
import io.humanlayer.routing.inbound.Verdicts;
import io.humanlayer.routing.wire.EditForm;
import io.humanlayer.routing.wire.VerdictJson;
import io.humanlayer.web.Problem;
import io.humanlayer.web.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// The form with which a Sentinel approves something else than what was asked.
@Path("/console/cases/{id}/edit")
@RunOnVirtualThread
public class EditFormResource {

  private final Visitor visitor;
  private final Verdicts verdicts;
  private final CasePage page;

  public EditFormResource(Visitor visitor, Verdicts verdicts, CasePage page) {
    this.visitor = visitor;
    this.verdicts = verdicts;
    this.page = page;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response edit(
      @PathParam("id") String id,
      @CookieParam(SessionCookie.NAME) @Nullable String cookie,
      @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
      MultivaluedMap<String, String> form) {
    return visitor.submitted(
        cookie, form.getFirst("form_token"), fetchSite, session -> edit(session, id, form));
  }

  private Response edit(Session session, String id, MultivaluedMap<String, String> form) {
    try {
      VerdictJson verdict =
          VerdictJson.edit(
              form.getFirst("action_digest"),
              null,
              form.getFirst("reason"),
              EditForm.changes(form));
      return switch (verdicts.give(
          session.sentinel(), CasePage.caseId(id), verdict, Assurance.SESSION)) {
        case Outcome.Accepted<CaseEvent> _ -> Html.seeOther("/console/cases/" + id).build();
        case Outcome.Refused<CaseEvent>(var reason) -> throw Refusals.problem(reason).asException();
      };
    } catch (ProblemException e) {
      Problem problem = e.problem();
      return page.show(session, id, problem.kind().status(), problem.detail());
    }
  }
}
