package io.humanlayer.testkit.planted.neighbour.core;

public record Thing(String name) {}
