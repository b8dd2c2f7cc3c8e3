package io.humanlayer.gateway.app;

import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.web.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/// Who calls: the agent whose API key the call carries.
@ApplicationScoped
public class Authenticate {

  private final Agents agents;

  public Authenticate(Agents agents) {
    this.agents = agents;
  }

  /// The agent of `apiKey`, or of the bearer token in `authorization`.
  ///
  /// @throws io.humanlayer.web.ProblemException `unauthenticated` if neither is a valid key
  public Agent agent(@Nullable String apiKey, @Nullable String authorization) {
    String key = apiKey == null ? Tokens.bearer(authorization) : apiKey;
    if (key == null || !key.startsWith("hl_")) {
      throw Tokens.unauthenticated();
    }
    return agents.byKey(Tokens.hash(key)).orElseThrow(Tokens::unauthenticated);
  }
}
