package io.humanlayer.policy.core.publication;

import io.humanlayer.policy.core.policy.PolicyRef;
import java.time.Instant;
import java.util.UUID;

/// Somebody asks that a number be enforced.
///
/// @param id also the idempotency key of the request that asks humans
/// @param replaces the number in force when it was asked; 0 for none
/// @param author who asks, and may therefore never approve it
/// @param actionDigest of the action `policy.publish` that humans decide
public record Publication(
    UUID id,
    PolicyRef policy,
    String digest,
    int replaces,
    String author,
    Kind kind,
    String actionDigest,
    Instant askedAt) {}
