package io.humanlayer.ledger.app;

/// The database holds an entry that was about to be written, or another writer was first at its
/// position.
public final class AlreadyWritten extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AlreadyWritten(Throwable cause) {
    super("an entry is in the log already", cause);
  }
}
