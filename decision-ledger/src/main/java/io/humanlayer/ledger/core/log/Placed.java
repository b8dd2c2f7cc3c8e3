package io.humanlayer.ledger.core.log;

/// A fact and where it stands in the partition that orders its log.
public record Placed(long offset, Fact fact) {}
