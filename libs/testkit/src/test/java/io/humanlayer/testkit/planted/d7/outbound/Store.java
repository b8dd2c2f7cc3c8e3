package io.humanlayer.testkit.planted.d7.outbound;

public record Store(String name) {}
