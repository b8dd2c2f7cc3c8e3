package io.humanlayer.gateway.core.intake;

import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.kernel.OrganisationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an Agent asks, read and well-formed, before the gateway has taken it in.
///
/// @param agent who asks, as registered at that moment
/// @param idempotencyKey one request per organisation and key; null where the agent gave none
/// @param fingerprint digest of the whole body: the same key with another one is a conflict
public record Submission(
    Agent agent,
    Action action,
    RequestType type,
    int level,
    @Nullable String domain,
    @Nullable String jurisdiction,
    List<String> languages,
    Claims claims,
    String priority,
    Response response,
    @Nullable String callbackUrl,
    @Nullable Instant expiresAt,
    Content content,
    @Nullable String idempotencyKey,
    String fingerprint,
    Door door) {

  /// The operation, by its canonical name, with its arguments in canonical JSON.
  public record Action(
      String operation, @Nullable String target, String arguments, String digest) {}

  /// What the agent says of itself. Untrusted; policy lets it only tighten.
  public record Claims(@Nullable BigDecimal confidence, @Nullable String risk) {}

  /// The kinds of answer that the agent can take.
  ///
  /// @param answer whether a question is to be answered in words
  public record Response(boolean answer, List<String> options, @Nullable String form) {
    public Response {
      options = List.copyOf(options);
    }
  }

  /// What goes into the dossier; personal data lives here and nowhere else.
  ///
  /// @param arguments as the agent sent them, JSON
  /// @param context any JSON
  /// @param state opaque JSON, returned with the decision
  public record Content(
      @Nullable String summary,
      String arguments,
      @Nullable String context,
      @Nullable String state) {}

  /// Where the request came in.
  public enum Door {
    HTTP,
    KAFKA
  }

  public Submission {
    languages = List.copyOf(languages);
  }

  public OrganisationId org() {
    return agent.org();
  }
}
