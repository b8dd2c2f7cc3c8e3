package io.humanlayer.gateway.core.identity;

import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import org.jspecify.annotations.Nullable;

/// A technical identity that asks; never a Sentinel.
///
/// @param owner who answers for it, and may therefore never decide its requests
public record Agent(
    OrganisationId org,
    AgentId id,
    String name,
    @Nullable String version,
    @Nullable String owner,
    boolean active) {

  /// The platform itself, which asks humans of every Organisation whether a policy comes into
  /// force. Nobody holds a key of it, and nobody can register it.
  public static final AgentId PLATFORM = new AgentId("humanlayer");

  public static Agent platform(OrganisationId org) {
    return new Agent(org, PLATFORM, "HumanLayer", null, null, true);
  }
}
