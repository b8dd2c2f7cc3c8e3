package io.humanlayer.routing.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.core.cases.ActionDigest;
import io.humanlayer.routing.core.cases.Edit;
import java.util.Optional;

/// Where dossiers are kept; not here.
public interface Dossiers {

  /// The dossier of a request; empty if it was erased.
  ///
  /// @throws Unavailable if it cannot be had just now
  Optional<Dossier> find(OrganisationId organisation, RequestId request);

  /// What `changes` make of the Action `base` of a request, kept with its dossier.
  ///
  /// @param changes the arguments that get another value
  /// @throws io.humanlayer.web.ProblemException if that is no Action, or one that is not taken
  /// @throws Unavailable if it cannot be had just now
  Edit edit(OrganisationId organisation, RequestId request, ActionDigest base, ObjectNode changes);

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
