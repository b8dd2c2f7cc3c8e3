package io.humanlayer.standalone.provision;

import java.io.Serial;

/// A server that answers, but did not do what was asked of it.
public final class ProvisionFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public ProvisionFailure(String message) {
    super(message);
  }

  public ProvisionFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
