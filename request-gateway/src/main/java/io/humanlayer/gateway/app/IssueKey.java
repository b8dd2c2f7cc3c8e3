package io.humanlayer.gateway.app;

import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.web.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;

/// Makes API keys. A key is shown once; only its hash is kept.
@ApplicationScoped
public class IssueKey {

  private final Agents agents;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public IssueKey(Agents agents, Clock clock) {
    this.agents = agents;
    this.clock = clock;
  }

  /// A new key for `agent`; empty if there is no such agent.
  public Optional<String> forAgent(OrganisationId org, AgentId agent) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    String key = "hl_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    return agents.addKey(org, agent, Tokens.hash(key), clock.instant())
        ? Optional.of(key)
        : Optional.empty();
  }
}
