package io.humanlayer.ledger.core.log;

/// A decision as it is kept for strangers.
///
/// @param statement `decision.json`: an in-toto statement, canonical JSON
/// @param leaf its own entry in the log: hashedrekord 0.0.2
public record SealedDecision(String statement, String leaf) {}
