package io.humanlayer.gateway.core.intake;

/// Which number of a policy is in force.
public record PolicyBinding(String layer, String name, int number) {}
