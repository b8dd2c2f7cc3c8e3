package io.humanlayer.testkit.planted.d8.outbound;

public record Store(String name) {}
