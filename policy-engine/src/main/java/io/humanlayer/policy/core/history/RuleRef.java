package io.humanlayer.policy.core.history;

/// A rule that matched, and the layer of its policy.
public record RuleRef(String layer, String id) {}
