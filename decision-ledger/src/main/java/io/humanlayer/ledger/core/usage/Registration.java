package io.humanlayer.ledger.core.usage;

/// Where a Sentinel came from, from an entry of the log on.
public record Registration(long index, String sentinel, String source) {}
