package io.humanlayer.notifier.core.delivery;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import java.util.UUID;

/// Which delivery, and of whose decision.
///
/// @param id the same for every attempt; receivers dedupe on it
public record DeliveryRef(UUID id, RequestId request, OrganisationId org) {}
