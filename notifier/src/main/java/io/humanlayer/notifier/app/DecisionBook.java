package io.humanlayer.notifier.app;

import java.time.Instant;
import java.util.List;

/// What is owed to those outside.
public interface DecisionBook {

  /// Enters all of `announcements` or none; one that was entered before has no effect.
  void enter(List<AnnounceDecisions.Announcement> announcements, Instant at);
}
