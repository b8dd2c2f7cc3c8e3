package io.humanlayer.eventing;

/// One message cannot be read. It goes to the dead letters of its reader with this reason.
public final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Malformed(String reason) {
    super(reason);
  }

  public Malformed(String reason, Throwable cause) {
    super(reason, cause);
  }
}
