package io.humanlayer.gateway.core.status;

import java.util.Locale;

/// The statuses that agents see, as the published API names them.
public enum RequestStatus {
  PENDING,
  ASSIGNED,
  APPROVED,
  REJECTED,
  ANSWERED,
  TIMEOUT,
  CANCELLED;

  /// The published name.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether the binding outcome is known.
  public boolean decided() {
    return this != PENDING && this != ASSIGNED;
  }
}
