package io.humanlayer.gateway.app;

import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/// Where requests go from here. The event's id is derived from the request's, so that publishing
/// again is the same event.
public interface IntakeTopic {

  /// A request as it is published, the same bytes each time.
  @SuppressWarnings("ArrayRecordComponent")
  record Publication(RequestId id, OrganisationId org, AgentId agent, Instant at, byte[] intake) {}

  /// Publishes; the future ends when the broker has it.
  CompletableFuture<Void> publish(Publication publication);
}
