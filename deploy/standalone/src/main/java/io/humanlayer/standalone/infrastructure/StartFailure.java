package io.humanlayer.standalone.infrastructure;

import java.io.Serial;

/// A process that could not be started, with the end of its log.
public final class StartFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public StartFailure(String message) {
    super(message);
  }

  public StartFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
