package io.humanlayer.routing.app;

import java.time.Instant;

/// Forgets what nobody can need any more.
public interface Housekeeping {

  /// Forgets the sessions that have ended and the messages that no topic can deliver again.
  void prune(Instant at);
}
