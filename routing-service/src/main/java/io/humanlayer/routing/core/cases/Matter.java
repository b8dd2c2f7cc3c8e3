package io.humanlayer.routing.core.cases;

import io.humanlayer.routing.core.sentinels.Qualification;
import io.humanlayer.routing.core.sentinels.Sentinel;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the case is about: everything that is fixed when it opens.
///
/// @param deadline an instant, not a duration: nothing that happens later moves it by accident
public record Matter(
    DecisionRequest request,
    @Nullable String target,
    String dossierDigest,
    Ruling ruling,
    Requirement requirement,
    Instant openedAt,
    Instant deadline) {

  static Matter of(CaseCommand.Open open) {
    Instant wanted = open.at().plus(open.within());
    return new Matter(
        open.request(),
        open.target(),
        open.dossierDigest(),
        open.ruling(),
        open.requirement(),
        open.at(),
        wanted.isBefore(open.expiresAt()) ? wanted : open.expiresAt());
  }

  /// The qualification by which `sentinel` may decide in `panel` at this instant; empty if they may
  /// not. Who owns the Agent never may.
  Optional<Qualification> admits(Sentinel sentinel, Panel panel, Instant at) {
    return concerns(sentinel) && !bars(sentinel)
        ? panel.profile().fittedBy(sentinel, at)
        : Optional.empty();
  }

  /// Ids of Sentinels are unique within an Organisation only.
  public boolean concerns(Sentinel sentinel) {
    return sentinel.organisation().equals(request.organisation());
  }

  boolean overdue(Instant at) {
    return !at.isBefore(deadline);
  }

  private boolean bars(Sentinel sentinel) {
    String id = sentinel.id().value();
    return id.equals(request.agent().owner())
        || sentinel.ownerOf().contains(request.agent().id())
        || requirement.exclude().contains(id);
  }
}
