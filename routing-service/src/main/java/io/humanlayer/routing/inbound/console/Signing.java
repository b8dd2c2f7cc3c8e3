package io.humanlayer.routing.inbound.console;

/// Whether the reader of a case can sign, and whether they must.
public record Signing(boolean able, boolean needed) {}
