package io.humanlayer.routing.core.cases;

import java.time.Instant;

/// An instant at which something is to happen in a case, unless something else happens before.
///
/// @param seq tells timers of one kind apart
/// @param epoch tells this one from those that were armed for the same thing before
public record Timer(TimerKind kind, int seq, int epoch, Instant due) {}
