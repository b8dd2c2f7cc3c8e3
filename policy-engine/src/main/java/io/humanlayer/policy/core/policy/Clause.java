package io.humanlayer.policy.core.policy;

/// One part of a condition and the value it had, for example `args.amount <= 1000`, `false`.
///
/// @param seen the values of the variables that it reads, for example `args.amount = 1500`; empty
///   where it reads none
public record Clause(String text, String value, String seen) {}
