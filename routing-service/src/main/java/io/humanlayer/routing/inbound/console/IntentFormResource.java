package io.humanlayer.routing.inbound.console;

import io.humanlayer.routing.app.Sessions.Session;
import io.humanlayer.routing.inbound.ToSign;
import io.humanlayer.routing.wire.VerdictForm;
import io.humanlayer.routing.wire.VerdictJson;
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

/// What the browser is to have signed, for our script: the same form as that of the verdict.
@Path("/console/cases/{id}/intent")
@RunOnVirtualThread
public class IntentFormResource {

  private final Visitor visitor;
  private final ToSign toSign;

  public IntentFormResource(Visitor visitor, ToSign toSign) {
    this.visitor = visitor;
    this.toSign = toSign;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response prepare(
      @PathParam("id") String id,
      @CookieParam(SessionCookie.NAME) @Nullable String cookie,
      @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
      MultivaluedMap<String, String> form) {
    Session session = visitor.asked(cookie, form.getFirst("form_token"), fetchSite);
    VerdictJson said = VerdictForm.read(form);
    return Html.json(200, toSign.prepare(session.sentinel(), CasePage.caseId(id), said).toString());
  }
}
