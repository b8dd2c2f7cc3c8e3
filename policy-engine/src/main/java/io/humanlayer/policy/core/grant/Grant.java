package io.humanlayer.policy.core.grant;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.core.history.AskedPolicy;
import io.humanlayer.policy.core.history.RuleRef;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A standing permission.
///
/// @param request the request whose decision made it
/// @param approved the arguments that were approved, as JSON; null once the dossier has been erased
/// @param policies those that asked; under others it does not stand
/// @param rules those that matched; it answers for no other
/// @param similar conditions that a later request must meet, every one of them
/// @param sentinels who made it
/// @param until from then on it does not stand
/// @param madeAt when the decision was taken
public record Grant(
    UUID id,
    OrganisationId organisation,
    RequestId request,
    String agent,
    @Nullable String agentVersion,
    String operation,
    String actionDigest,
    @Nullable String approved,
    List<AskedPolicy> policies,
    Set<RuleRef> rules,
    Set<String> similar,
    List<String> sentinels,
    int uses,
    int usesLeft,
    Instant until,
    Instant madeAt,
    @Nullable Revocation revoked) {

  /// Why and by whom a grant was ended.
  public record Revocation(String reasonCode, String by, Instant at) {}

  public Grant {
    policies = List.copyOf(policies);
    rules = Set.copyOf(rules);
    similar = Set.copyOf(similar);
    sentinels = List.copyOf(sentinels);
    if (uses < 1 || usesLeft < 0 || usesLeft > uses) {
      throw new IllegalArgumentException("a grant has at least one use, and no more than it had");
    }
  }

  /// Whether it was not revoked, not used up, and has not run out at `at`.
  public boolean lives(Instant at) {
    return revoked == null && usesLeft > 0 && at.isBefore(until);
  }
}
