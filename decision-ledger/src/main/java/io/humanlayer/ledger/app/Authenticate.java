package io.humanlayer.ledger.app;

import io.humanlayer.ledger.core.access.Caller;
import io.humanlayer.web.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Who calls: the operator or an auditor by their token, or the agent whose API key the call
/// carries.
@ApplicationScoped
public class Authenticate {

  private final Readers readers;
  private final Tokens tokens;
  private final Optional<String> auditor;

  /// @param auditor hex SHA-256 of the token by which auditors read, if there is one
  public Authenticate(
      Readers readers,
      Tokens tokens,
      @ConfigProperty(name = "humanlayer.auditor-token-hash") Optional<String> auditor) {
    this.readers = readers;
    this.tokens = tokens;
    this.auditor = auditor;
  }

  /// @throws io.humanlayer.web.ProblemException `unauthenticated` if nobody is known by either
  public Caller caller(@Nullable String apiKey, @Nullable String authorization) {
    String bearer = Tokens.bearer(authorization);
    if (apiKey == null && tokens.isOperator(bearer)) {
      return new Caller.Operator();
    }
    if (apiKey == null && bearer != null && isAuditor(bearer)) {
      return new Caller.Auditor();
    }
    String key = apiKey == null ? bearer : apiKey;
    if (key == null || !key.startsWith("hl_")) {
      throw Tokens.unauthenticated();
    }
    return readers.agentOf(Tokens.hash(key)).orElseThrow(Tokens::unauthenticated);
  }

  private boolean isAuditor(String token) {
    byte[] hash = Tokens.hash(token).getBytes(StandardCharsets.US_ASCII);
    return auditor
        .map(it -> MessageDigest.isEqual(it.getBytes(StandardCharsets.US_ASCII), hash))
        .orElse(false);
  }
}
