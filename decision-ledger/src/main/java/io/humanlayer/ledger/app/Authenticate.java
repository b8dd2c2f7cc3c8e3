package io.humanlayer.ledger.app;

import io.humanlayer.ledger.core.access.Caller;
import io.humanlayer.web.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/// Who calls: the operator by their token, or the agent whose API key the call carries.
@ApplicationScoped
public class Authenticate {

  private final Readers readers;
  private final Tokens tokens;

  public Authenticate(Readers readers, Tokens tokens) {
    this.readers = readers;
    this.tokens = tokens;
  }

  /// @throws io.humanlayer.web.ProblemException `unauthenticated` if nobody is known by either
  public Caller caller(@Nullable String apiKey, @Nullable String authorization) {
    String bearer = Tokens.bearer(authorization);
    if (apiKey == null && tokens.isOperator(bearer)) {
      return new Caller.Operator();
    }
    String key = apiKey == null ? bearer : apiKey;
    if (key == null || !key.startsWith("hl_")) {
      throw Tokens.unauthenticated();
    }
    return readers
        .organisationOf(Tokens.hash(key))
        .map(Caller.OwnAgent::new)
        .orElseThrow(Tokens::unauthenticated);
  }
}
