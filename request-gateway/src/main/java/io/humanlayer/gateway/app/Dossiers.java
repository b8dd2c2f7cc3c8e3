package io.humanlayer.gateway.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import java.util.Optional;

/// The content shown to a Sentinel, encrypted at rest.
public interface Dossiers {

  /// One dossier.
  ///
  /// @param digest the salted digest that the events carry
  /// @param content JSON: summary, context, arguments, operation, agent, state
  record Dossier(String digest, String content) {}

  /// The dossier of a request, unless there is none or it was erased.
  Optional<Dossier> find(OrganisationId org, RequestId id);
}
