package io.humanlayer.policy.core.change;

/// One thing that differs.
///
/// @param at where, a JSON Pointer in the later document, or in the earlier one for what is gone
/// @param what the difference, in words
public record Difference(Direction direction, String at, String what) {}
