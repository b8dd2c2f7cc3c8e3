package io.humanlayer.ledger.app;

/// The stored entries of a log do not lead to the head that was signed over them: rows were changed
/// or a backup was restored. Nothing more is written or signed in this log until a person has
/// looked.
public final class BrokenLog extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public BrokenLog(String origin, long size) {
    super("log " + origin + " contradicts its own checkpoint of size " + size);
  }
}
