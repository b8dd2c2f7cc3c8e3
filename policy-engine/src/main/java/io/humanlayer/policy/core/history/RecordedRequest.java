package io.humanlayer.policy.core.history;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.policy.Claims;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.policy.Question;
import io.humanlayer.policy.core.policy.Requester;
import io.humanlayer.policy.core.policy.Ruling;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request that was ruled upon, with what is needed to ask its question again.
///
/// @param arguments null once the dossier has been erased
/// @param policies those that were asked, in their order
/// @param limits the limits that the rules saw, by layer, policy and limit: `layer/policy/limit`
/// @param rules the rules that matched
/// @param panels the names of the panels that were asked; empty unless a human was
/// @param openedAt when the case was opened; null where there is none, or nobody has said so yet
/// @param views when each Sentinel was first shown the dossier
/// @param decision null while there is none
public record RecordedRequest(
    OrganisationId organisation,
    RequestId id,
    Requester agent,
    String operation,
    @Nullable String target,
    @Nullable Data arguments,
    Claims claims,
    Instant submittedAt,
    List<AskedPolicy> policies,
    Map<String, BigDecimal> limits,
    Ruling ruling,
    List<RuleRef> rules,
    List<String> panels,
    @Nullable Instant openedAt,
    Map<String, Instant> views,
    @Nullable PastDecision decision) {

  public RecordedRequest {
    policies = List.copyOf(policies);
    limits = Map.copyOf(limits);
    rules = List.copyOf(rules);
    panels = List.copyOf(panels);
    views = Map.copyOf(views);
  }

  /// The question as it was asked; none once the arguments have been erased.
  public Optional<Question> question() {
    return Optional.ofNullable(arguments)
        .map(known -> new Question(organisation, operation, known, agent, claims, submittedAt));
  }

  /// How the limits of `policy` stood, by their names. They are those of the policy's name, so a
  /// draft of another number sees them too.
  public Map<String, BigDecimal> limitsOf(PolicyRef policy) {
    String prefix = prefix(policy);
    var own = new HashMap<String, BigDecimal>();
    limits.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            own.put(name.substring(prefix.length()), value);
          }
        });
    return own;
  }

  /// What the names of the limits of `policy` begin with.
  public static String prefix(PolicyRef policy) {
    return policy.layer().word() + "/" + policy.name() + "/";
  }
}
