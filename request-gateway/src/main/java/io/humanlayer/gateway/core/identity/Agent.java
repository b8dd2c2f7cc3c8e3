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
    boolean active) {}
