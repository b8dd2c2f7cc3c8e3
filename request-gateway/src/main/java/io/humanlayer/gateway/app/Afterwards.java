package io.humanlayer.gateway.app;

import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.kernel.RequestId;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Where is told what an Agent says after it has asked.
public interface Afterwards {

  /// The request is withdrawn; telling it again is the same event.
  ///
  /// @param successor what is asked instead; none if nothing
  CompletableFuture<Void> withdrawn(
      Agent agent, RequestId id, @Nullable RequestId successor, Instant at);

  /// A question is answered; telling it again is the same event.
  CompletableFuture<Void> informed(
      Agent agent, RequestId id, int number, String digest, Instant at);
}
