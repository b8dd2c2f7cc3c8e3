package io.humanlayer.policy.core.mutation;

import io.humanlayer.policy.core.policy.Rule;
import org.jspecify.annotations.Nullable;

/// A policy with one mistake in one rule.
///
/// @param rule as it stands
/// @param changed as it is with the mistake; null where the mistake is to have dropped it
/// @param what the mistake, in words
record Mutant(Rule rule, @Nullable Rule changed, String what) {}
