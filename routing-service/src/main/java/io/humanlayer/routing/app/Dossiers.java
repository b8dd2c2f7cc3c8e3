package io.humanlayer.routing.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import java.util.Optional;

/// Where dossiers are kept; not here.
public interface Dossiers {

  /// The dossier of a request; empty if it was erased.
  ///
  /// @throws Unavailable if it cannot be had just now
  Optional<Dossier> find(OrganisationId organisation, RequestId request);

  /// The keeper of the dossiers does not answer, or not with a dossier.
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
