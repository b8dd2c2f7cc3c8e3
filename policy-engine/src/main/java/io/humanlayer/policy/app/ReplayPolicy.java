package io.humanlayer.policy.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.history.PastDecision;
import io.humanlayer.policy.core.history.RecordedRequest;
import io.humanlayer.policy.core.policy.Rulebook;
import io.humanlayer.policy.core.replay.PastRequest;
import io.humanlayer.policy.core.replay.Replay;
import io.humanlayer.policy.core.replay.ReplayReport;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks a draft the questions of the past, beside the policies in force.
@Singleton
public final class ReplayPolicy {

  private final History history;
  private final Shelf shelf;

  public ReplayPolicy(History history, Shelf shelf) {
    this.history = history;
    this.shelf = shelf;
  }

  /// What `draft` would have changed from `from` until `to`. Requests whose arguments have been
  /// erased are not replayed, and so not counted.
  public ReplayReport replay(
      OrganisationId organisation, Rulebook draft, Instant from, Instant to) {
    return replay(organisation, List.of(draft), from, to).getFirst();
  }

  /// As [#replay(OrganisationId, Rulebook, Instant, Instant)] for each of `drafts` by itself, in
  /// their order; what is past is read once.
  public List<ReplayReport> replay(
      OrganisationId organisation, List<Rulebook> drafts, Instant from, Instant to) {
    var current = current(organisation);
    var replays = drafts.stream().map(draft -> new Replay(current, draft)).toList();
    if (!replays.isEmpty()) {
      history.forEach(
          organisation,
          from,
          to,
          recorded ->
              past(recorded).ifPresent(past -> replays.forEach(replay -> replay.accept(past))));
    }
    return replays.stream().map(Replay::report).toList();
  }

  private List<Rulebook> current(OrganisationId organisation) {
    return shelf.inForce(organisation).stream()
        .map(shelf::await)
        .filter(Shelf.Volume.Open.class::isInstance)
        .map(volume -> ((Shelf.Volume.Open) volume).rulebook())
        .toList();
  }

  private static Optional<PastRequest> past(RecordedRequest recorded) {
    return recorded
        .question()
        .map(
            question ->
                new PastRequest(
                    recorded.id().toString(),
                    question,
                    recorded.limits(),
                    human(recorded.decision())));
  }

  private static PastRequest.@Nullable Human human(@Nullable PastDecision decision) {
    if (decision == null) {
      return null;
    }
    if (decision.rejectedByHuman()) {
      return PastRequest.Human.REJECTED;
    }
    return decision.approvedByHuman() ? PastRequest.Human.APPROVED : null;
  }
}
