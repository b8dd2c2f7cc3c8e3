package io.humanlayer.routing.inbound.console;

import io.humanlayer.routing.app.Sessions.Session;
import io.humanlayer.routing.app.SignIn;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Who looks at a page, and whether a form really came from one of ours.
@ApplicationScoped
public class Visitor {

  private final SignIn signIn;

  public Visitor(SignIn signIn) {
    this.signIn = signIn;
  }

  Optional<Session> of(@Nullable String cookie) {
    return signIn.session(cookie);
  }

  /// Whoever asks by our script.
  ///
  /// @throws io.humanlayer.web.ProblemException if nobody is signed in, or something else asks
  Session asked(@Nullable String cookie, @Nullable String formToken, @Nullable String fetchSite) {
    Session session = of(cookie).orElseThrow(Tokens::unauthenticated);
    if (!sent(session, formToken, fetchSite)) {
      throw Problem.of(Kind.FORBIDDEN, "This was not asked by a page of this session.")
          .asException();
    }
    return session;
  }

  /// What comes of a form that somebody sends, if they are signed in and it came from a page of
  /// ours.
  Response submitted(
      @Nullable String cookie,
      @Nullable String formToken,
      @Nullable String fetchSite,
      Function<Session, Response> work) {
    return of(cookie)
        .map(
            session ->
                sent(session, formToken, fetchSite) ? work.apply(session) : strangeForm(session))
        .orElseGet(Visitor::toSignIn);
  }

  static Response strangeForm(Session session) {
    return Html.page(
        403,
        Pages.notice(
            session,
            "Nothing was done",
            "The form did not come from a page of this session. Open the case again and decide"
                + " there."));
  }

  static Response toSignIn() {
    return Html.seeOther("/console/sign-in").build();
  }

  /// Whether the form carries the token of this session and, as far as the browser says, was sent
  /// by a page of this site.
  static boolean sent(Session session, @Nullable String formToken, @Nullable String fetchSite) {
    return ownSite(fetchSite)
        && formToken != null
        && MessageDigest.isEqual(utf8(formToken), utf8(session.formToken()));
  }

  static boolean ownSite(@Nullable String fetchSite) {
    return fetchSite == null || fetchSite.equals("same-origin") || fetchSite.equals("none");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
