package io.humanlayer.routing.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.routing.core.cases.Assurance;
import io.humanlayer.routing.core.cases.Tier;

/// How a Sentinel must have signed in for a verdict to count, by the weight of the case.
@FunctionalInterface
public interface AssuranceFloor {

  Assurance least(OrganisationId organisation, Tier tier);
}
