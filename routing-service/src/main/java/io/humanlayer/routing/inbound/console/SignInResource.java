package io.humanlayer.routing.inbound.console;

import io.humanlayer.routing.app.SignIn;
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
import org.jspecify.annotations.Nullable;

/// Signing in to the console with a Sentinel's key, and out again.
@Path("/console")
@RunOnVirtualThread
public class SignInResource {

  private final SignIn signIn;
  private final Visitor visitor;
  private final SessionCookie cookies;

  public SignInResource(SignIn signIn, Visitor visitor, SessionCookie cookies) {
    this.signIn = signIn;
    this.visitor = visitor;
    this.cookies = cookies;
  }

  @GET
  @Path("/sign-in")
  public Response page() {
    return Html.page(200, Pages.signIn(null));
  }

  @POST
  @Path("/sign-in")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response begin(
      @FormParam("key") @Nullable String key,
      @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite) {
    if (!Visitor.ownSite(fetchSite)) {
      return Html.page(403, Pages.signIn("The form came from another site."));
    }
    return signIn
        .begin(key == null ? null : key.strip())
        .map(id -> Html.seeOther("/console").cookie(cookies.begin(id)).build())
        .orElseGet(() -> Html.page(401, Pages.signIn("No Sentinel has this key.")));
  }

  @POST
  @Path("/sign-out")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response end(
      @FormParam("form_token") @Nullable String formToken,
      @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
      @CookieParam(SessionCookie.NAME) @Nullable String cookie) {
    var session = visitor.of(cookie);
    if (session.isPresent() && !Visitor.sent(session.get(), formToken, fetchSite)) {
      return Visitor.strangeForm(session.get());
    }
    if (cookie != null) {
      signIn.end(cookie);
    }
    return Html.seeOther("/console/sign-in").cookie(cookies.end()).build();
  }
}
