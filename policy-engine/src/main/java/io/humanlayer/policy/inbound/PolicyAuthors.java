package io.humanlayer.policy.inbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.app.Panels;
import io.humanlayer.policy.app.SignIn;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.Tokens;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who stands behind a policy: a Sentinel, by their own key and nothing that is said beside it; or
/// whom the operator names, who answers for it.
@Singleton
public final class PolicyAuthors {

  /// What a Sentinel needs to write policies. It gives no right to approve any.
  static final String QUALIFICATION = "policy.author";

  private static final String DEFAULT = "operator";
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Tokens tokens;
  private final SignIn signIn;
  private final Panels register;
  private final Clock clock;

  public PolicyAuthors(Tokens tokens, SignIn signIn, Panels register, Clock clock) {
    this.tokens = tokens;
    this.signIn = signIn;
    this.register = register;
    this.clock = clock;
  }

  /// @param named whom the caller names
  /// @throws io.humanlayer.web.ProblemException if the caller may not write policies here
  String of(OrganisationId organisation, @Nullable String named, @Nullable String authorization) {
    @Nullable String token = Tokens.bearer(authorization);
    Optional<String> other = Optional.ofNullable(named).filter(name -> !name.isBlank());
    if (tokens.isOperator(token)) {
      return other.orElse(DEFAULT);
    }
    String sentinel = sentinel(organisation, token);
    if (!other.orElse(sentinel).equals(sentinel)) {
      throw Problem.invalid("/author", "The author is whoever signs in: " + sentinel + ".")
          .asException();
    }
    return sentinel;
  }

  private String sentinel(OrganisationId organisation, @Nullable String key) {
    SignIn.Person person;
    try {
      person = Optional.ofNullable(key).flatMap(signIn::byKey).orElseThrow(Tokens::unauthenticated);
    } catch (SignIn.Unavailable e) {
      throw Problem.unavailable("Who signs in cannot be known just now.", RETRY).asException();
    }
    var known = register.sentinels(organisation).get(person.sentinel());
    if (!person.organisation().equals(organisation)
        || known == null
        || !known.may(QUALIFICATION, clock.instant())) {
      throw Problem.of(
              Kind.FORBIDDEN,
              "Policies of this organisation are written by who holds " + QUALIFICATION + ".")
          .asException();
    }
    return person.sentinel();
  }
}
