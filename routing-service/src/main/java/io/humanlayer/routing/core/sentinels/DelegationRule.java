package io.humanlayer.routing.core.sentinels;

import java.math.BigDecimal;

/// That policy lets a panel's seat be taken by a delegate.
///
/// @param to the qualification that the delegate must hold
/// @param upTo the largest amount
public record DelegationRule(String to, BigDecimal upTo) {}
