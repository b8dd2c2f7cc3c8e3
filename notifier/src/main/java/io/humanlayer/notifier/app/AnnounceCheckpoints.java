package io.humanlayer.notifier.app;

import io.humanlayer.eventing.Cause;
import io.humanlayer.notifier.core.checkpoint.Checkpoint;
import java.util.List;

/// Tells each organisation the heads of its log.
@FunctionalInterface
public interface AnnounceCheckpoints {

  /// A head and the message that brought it.
  record Announcement(Checkpoint checkpoint, Cause cause) {}

  /// Enters all of `announcements` or none; one that was entered before has no effect.
  void announce(List<Announcement> announcements);
}
