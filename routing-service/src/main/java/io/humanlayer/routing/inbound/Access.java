package io.humanlayer.routing.inbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.app.SignIn;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.wire.SentinelJson;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.ProblemException;
import io.humanlayer.web.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may touch what in the register: the operator everything of the Organisation they name, a
/// Sentinel some things of their own. What is somebody else's is not there.
@ApplicationScoped
public class Access {

  private final Tokens tokens;
  private final SignIn signIn;

  public Access(Tokens tokens, SignIn signIn) {
    this.tokens = tokens;
    this.signIn = signIn;
  }

  /// The Organisation that the operator names.
  OrganisationId operator(@Nullable String authorization, @Nullable String organisation) {
    tokens.requireOperator(authorization);
    return SentinelJson.organisation(organisation);
  }

  /// Somebody who may look at, or act for, one Sentinel.
  ///
  /// @param by the Sentinel who asks; nobody if the operator does
  record Caller(OrganisationId organisation, @Nullable SentinelId by) {}

  /// The operator, or the Sentinel `id` themself.
  Caller oneself(@Nullable String authorization, @Nullable String organisation, SentinelId id) {
    Caller caller = anybody(authorization, organisation);
    if (caller.by() != null && !caller.by().equals(id)) {
      throw notFound();
    }
    return caller;
  }

  /// A Sentinel, by their own key.
  Sentinel sentinel(@Nullable String authorization) {
    return signIn.byKey(Tokens.bearer(authorization)).orElseThrow(Tokens::unauthenticated);
  }

  /// The operator, or any Sentinel of the Organisation.
  Caller anybody(@Nullable String authorization, @Nullable String organisation) {
    Optional<Sentinel> sentinel = signIn.byKey(Tokens.bearer(authorization));
    return sentinel
        .map(it -> new Caller(it.organisation(), it.id()))
        .orElseGet(() -> new Caller(operator(authorization, organisation), null));
  }

  static ProblemException notFound() {
    return Problem.of(Kind.NOT_FOUND, "There is no such Sentinel.").asException();
  }
}
