package io.humanlayer.routing.inbound.console;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.proof.human.RelyingParty;
import io.humanlayer.routing.app.EnrolPasskey;
import io.humanlayer.routing.app.Sessions.Session;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.SentinelEvent;
import io.humanlayer.routing.wire.SigningJson;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A Sentinel's own passkeys.
@Path("/console/passkeys")
@RunOnVirtualThread
public class PasskeysResource {

  private static final String PAGE = "/console/passkeys";

  private final Visitor visitor;
  private final EnrolPasskey passkeys;
  private final RelyingParty party;

  public PasskeysResource(Visitor visitor, EnrolPasskey passkeys, RelyingParty party) {
    this.visitor = visitor;
    this.passkeys = passkeys;
    this.party = party;
  }

  @GET
  public Response page(@CookieParam(SessionCookie.NAME) @Nullable String cookie) {
    return visitor.of(cookie).map(session -> page(session, 200, null)).orElseGet(Visitor::toSignIn);
  }

  private Response page(Session session, int status, @Nullable String message) {
    List<PasskeyLine> lines = new ArrayList<>();
    passkeys.of(session.sentinel()).forEach(it -> lines.add(PasskeyLine.of(lines.size() + 1, it)));
    return Html.signing(status, Pages.passkeys(session, lines, message));
  }

  /// What the browser is to make, for our script.
  @POST
  @Path("/options")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response options(
      @CookieParam(SessionCookie.NAME) @Nullable String cookie,
      @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
      @FormParam("form_token") @Nullable String formToken) {
    Sentinel sentinel = visitor.asked(cookie, formToken, fetchSite).sentinel();
    String challenge = passkeys.challenge(sentinel);
    return Html.json(
        200, SigningJson.toMake(challenge, sentinel, passkeys.of(sentinel), party).toString());
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response add(
      @CookieParam(SessionCookie.NAME) @Nullable String cookie,
      @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
      @FormParam("form_token") @Nullable String formToken,
      @FormParam("challenge") @Nullable String challenge,
      @FormParam("client_data") @Nullable String clientData,
      @FormParam("attestation_object") @Nullable String attestationObject) {
    return change(
        cookie,
        fetchSite,
        formToken,
        sentinel ->
            passkeys.enrol(sentinel, challenge, SigningJson.made(clientData, attestationObject)));
  }

  @POST
  @Path("/remove")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response remove(
      @CookieParam(SessionCookie.NAME) @Nullable String cookie,
      @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
      @FormParam("form_token") @Nullable String formToken,
      @FormParam("credential") @Nullable String credential) {
    return change(
        cookie,
        fetchSite,
        formToken,
        sentinel -> passkeys.remove(sentinel, credential == null ? "" : credential));
  }

  /// What is done to somebody's passkeys.
  @FunctionalInterface
  private interface Change {
    Outcome<SentinelEvent> of(Sentinel sentinel);
  }

  private Response change(
      @Nullable String cookie,
      @Nullable String fetchSite,
      @Nullable String formToken,
      Change change) {
    return visitor.submitted(cookie, formToken, fetchSite, session -> change(session, change));
  }

  private Response change(Session session, Change change) {
    try {
      return switch (change.of(session.sentinel())) {
        case Outcome.Accepted<SentinelEvent> _ -> Html.seeOther(PAGE).build();
        case Outcome.Refused<SentinelEvent>(var reason) ->
            page(session, Kind.CONFLICT.status(), reason.explanation());
      };
    } catch (ProblemException e) {
      Problem problem = e.problem();
      return page(session, problem.kind().status(), problem.detail());
    }
  }
}
