package io.humanlayer.ledger.app;

/// Somebody outside does not answer. It is tried again; nothing waits for it.
public final class Unreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Unreachable(String who, String why) {
    super(who + " does not answer: " + why);
  }
}
