package io.humanlayer.routing.inbound.console;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.routing.app.CaseList;
import io.humanlayer.routing.app.Registry;
import io.humanlayer.routing.app.Sessions.Session;
import io.humanlayer.routing.app.SignVerdict;
import io.humanlayer.routing.core.cases.Assurance;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.sentinels.Presence;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.SentinelCommand;
import io.humanlayer.routing.inbound.Refusals;
import io.humanlayer.routing.inbound.Verdicts;
import io.humanlayer.routing.wire.SigningJson;
import io.humanlayer.routing.wire.VerdictForm;
import io.humanlayer.routing.wire.VerdictJson;
import io.humanlayer.web.Problem;
import io.humanlayer.web.ProblemException;
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
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The Sentinel's list and the case they decide.
@Path("/console")
@RunOnVirtualThread
public class ConsoleResource {

  private final Visitor visitor;
  private final Verdicts verdicts;
  private final CasePage page;
  private final CaseList list;
  private final Registry registry;
  private final Clock clock;

  public ConsoleResource(
      Visitor visitor,
      Verdicts verdicts,
      CasePage page,
      CaseList list,
      Registry registry,
      Clock clock) {
    this.visitor = visitor;
    this.page = page;
    this.verdicts = verdicts;
    this.list = list;
    this.registry = registry;
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
          return Html.page(
              200, Pages.cases(session, absence(session.sentinel(), now), open, decided));
        });
  }

  private @Nullable Absence absence(Sentinel sentinel, Instant now) {
    return registry
        .find(sentinel.organisation(), sentinel.id())
        .map(entry -> Absence.of(entry.sentinel().standing().presence(), now))
        .orElse(null);
  }

  /// Whoever was away is back.
  @POST
  @Path("/back")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response back(
      @CookieParam(SessionCookie.NAME) @Nullable String cookie,
      @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
      @FormParam("form_token") @Nullable String formToken) {
    return visitor.submitted(
        cookie,
        formToken,
        fetchSite,
        session -> {
          Sentinel sentinel = session.sentinel();
          registry.change(
              sentinel.organisation(),
              sentinel.id(),
              at -> new SentinelCommand.SetPresence(new Presence.Available(), at));
          return Html.seeOther("/console").build();
        });
  }

  @GET
  @Path("/cases/{id}")
  public Response show(
      @PathParam("id") String id, @CookieParam(SessionCookie.NAME) @Nullable String cookie) {
    return signedIn(cookie, session -> page.show(session, id, 200, null));
  }

  @POST
  @Path("/cases/{id}/verdict")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response give(
      @PathParam("id") String id,
      @CookieParam(SessionCookie.NAME) @Nullable String cookie,
      @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
      MultivaluedMap<String, String> form) {
    return visitor.submitted(
        cookie,
        form.getFirst("form_token"),
        fetchSite,
        session -> {
          try {
            var signature = SigningJson.read(form.getFirst("assertion"));
            return give(session, id, VerdictForm.read(form), signature);
          } catch (ProblemException e) {
            Problem problem = e.problem();
            return page.show(session, id, problem.kind().status(), problem.detail());
          }
        });
  }

  private Response give(
      Session session, String id, VerdictJson verdict, SignVerdict.@Nullable Signature signature) {
    Outcome<CaseEvent> outcome =
        verdicts.give(
            session.sentinel(), CasePage.caseId(id), verdict, signature, Assurance.SESSION);
    return switch (outcome) {
      case Outcome.Accepted<CaseEvent> _ -> Html.seeOther("/console/cases/" + id).build();
      case Outcome.Refused<CaseEvent>(var reason) -> throw Refusals.problem(reason).asException();
    };
  }

  private Response signedIn(@Nullable String cookie, Function<Session, Response> page) {
    return visitor.of(cookie).map(page).orElseGet(Visitor::toSignIn);
  }
}
