package io.humanlayer.policy.core.policy;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.catalogue.Data;
import java.time.Instant;

/// What policy is asked: may this Agent do this?
///
/// @param operation the name or an alias, as the Agent sent it
/// @param claims what the Agent says of its own action; it may only tighten
/// @param at when the gateway received the request, which makes the answer repeatable
public record Question(
    OrganisationId organisation,
    String operation,
    Data arguments,
    Requester agent,
    Claims claims,
    Instant at) {}
