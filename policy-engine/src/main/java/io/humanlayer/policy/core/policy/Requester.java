package io.humanlayer.policy.core.policy;

import org.jspecify.annotations.Nullable;

/// The Agent that asks, from its authenticated registration. What is not registered reads as the
/// empty text in conditions.
public record Requester(
    String id, @Nullable String name, @Nullable String version, @Nullable String owner) {}
