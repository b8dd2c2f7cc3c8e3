package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import org.jspecify.annotations.Nullable;

/// What is asked and by whom: the facts that every record of the case repeats.
///
/// @param type `compliance_check`, `expert_judgment` or `authorized_decision`
/// @param callbackUrl where the Agent wants to be told
public record DecisionRequest(
    RequestId id,
    OrganisationId organisation,
    Agent agent,
    String operation,
    ActionDigest actionDigest,
    String type,
    int level,
    @Nullable String callbackUrl) {}
