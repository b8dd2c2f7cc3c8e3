package io.humanlayer.testkit.planted.d8.inbound;

public record Door(String name) {}
