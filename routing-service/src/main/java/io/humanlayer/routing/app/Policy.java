package io.humanlayer.routing.app;

import io.humanlayer.routing.core.cases.Edit;
import io.humanlayer.routing.core.cases.EditRuling;
import io.humanlayer.routing.core.cases.Matter;

/// What policy says; not here.
public interface Policy {

  /// What the policies under which the case was opened say of another Action in the place of the
  /// one that was asked for.
  ///
  /// @throws Unavailable if they cannot be asked just now; then nothing is approved
  EditRuling ruling(Matter matter, Edit edit);

  /// Policy does not answer, or not with a ruling.
  final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message) {
      super(message);
    }

    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
