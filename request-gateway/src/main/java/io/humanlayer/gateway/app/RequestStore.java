package io.humanlayer.gateway.app;

import io.humanlayer.gateway.app.IntakeTopic.Publication;
import io.humanlayer.gateway.core.intake.DecisionRequest;
import io.humanlayer.kernel.RequestId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// The requests that were taken in, durable before anybody hears of them.
public interface RequestStore {

  /// What became of one of the requests given to [#accept].
  sealed interface Entry {
    /// It is new and durable.
    record Fresh(DecisionRequest request, Publication publication) implements Entry {}

    /// Its idempotency key was there before, with the same body: it is that request.
    record Repeated(RequestId id) implements Entry {}

    /// Its idempotency key was there before, with another body or from another agent.
    record Conflicting() implements Entry {}
  }

  /// Keeps `requests` with their dossiers in one transaction; the answers are in their order.
  List<Entry> accept(List<DecisionRequest> requests);

  /// Notes that the broker has these.
  void published(Collection<RequestId> ids);

  /// Gives `publish` what was taken in before `before` and is not known to be published, oldest
  /// first, locked against other instances; what it returns counts as published. Returns how many
  /// that were.
  int republish(
      Instant before, int limit, Function<List<Publication>, Collection<RequestId>> publish);

  /// How many requests wait to be published, counted up to `limit`.
  int backlog(int limit);
}
