package io.humanlayer.notifier.app;

/// What must not grow for ever.
public interface Housekeeping {

  /// Forgets the message ids that no topic can deliver any more.
  void pruneInbox();
}
