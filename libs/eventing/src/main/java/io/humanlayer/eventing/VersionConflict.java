package io.humanlayer.eventing;

import java.util.UUID;

/// Somebody else appended to the stream first. Read it again and decide anew.
public final class VersionConflict extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public VersionConflict(UUID stream, int version, Throwable cause) {
    super("stream " + stream + " already has version " + version, cause);
  }
}
