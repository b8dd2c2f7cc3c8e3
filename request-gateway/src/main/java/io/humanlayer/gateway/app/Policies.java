package io.humanlayer.gateway.app;

import io.humanlayer.gateway.core.catalogue.Catalogue;
import io.humanlayer.gateway.core.intake.PolicyBinding;
import io.humanlayer.kernel.OrganisationId;
import java.util.List;

/// What is known here of the policies of each organisation.
public interface Policies {

  /// Whether all that was published before the start is known.
  boolean ready();

  /// The bindings in force now.
  List<PolicyBinding> inForce(OrganisationId org);

  /// The shadow bindings now.
  List<PolicyBinding> shadows(OrganisationId org);

  /// The operations that the policies in force declare.
  Catalogue catalogue(OrganisationId org);
}
