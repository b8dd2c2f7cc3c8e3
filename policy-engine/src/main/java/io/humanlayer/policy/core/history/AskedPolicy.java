package io.humanlayer.policy.core.history;

import io.humanlayer.policy.core.policy.PolicyRef;

/// A policy under which a request was ruled upon.
public record AskedPolicy(PolicyRef policy, String digest) {}
