package io.humanlayer.routing.inbound.console;

import io.humanlayer.routing.app.SignIn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The cookie that carries a session's id; no script and no other site can use it.
@ApplicationScoped
public class SessionCookie {

  static final String NAME = "hl_session";

  private final boolean secure;

  public SessionCookie(@ConfigProperty(name = "humanlayer.public-url") URI publicUrl) {
    this.secure = "https".equals(publicUrl.getScheme());
  }

  NewCookie begin(String id) {
    return cookie(id, (int) SignIn.SESSION.toSeconds());
  }

  NewCookie end() {
    return cookie("", 0);
  }

  private NewCookie cookie(String value, int maxAge) {
    return new NewCookie.Builder(NAME)
        .value(value)
        .path("/console")
        .httpOnly(true)
        .secure(secure)
        .sameSite(NewCookie.SameSite.STRICT)
        .maxAge(maxAge)
        .build();
  }
}
