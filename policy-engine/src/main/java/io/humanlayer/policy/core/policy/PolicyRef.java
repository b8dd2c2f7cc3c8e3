package io.humanlayer.policy.core.policy;

import io.humanlayer.kernel.OrganisationId;

/// One numbered policy of an Organisation.
public record PolicyRef(OrganisationId organisation, Layer layer, String name, int number) {}
