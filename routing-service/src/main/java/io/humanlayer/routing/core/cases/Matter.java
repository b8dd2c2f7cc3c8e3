package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.core.sentinels.Authority;
import io.humanlayer.routing.core.sentinels.Eligibility;
import io.humanlayer.routing.core.sentinels.Seat;
import io.humanlayer.routing.core.sentinels.Seat.Moment;
import io.humanlayer.routing.core.sentinels.Sentinel;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the case is about: everything that is fixed when it opens.
///
/// @param deadline an instant, not a duration: nothing that happens later moves it by accident
/// @param latest when the request itself lapses, beyond which no deadline is moved
/// @param reviewOf the request whose decision this case looks at again; none for its own
public record Matter(
    DecisionRequest request,
    @Nullable String target,
    String dossierDigest,
    Ruling ruling,
    Requirement requirement,
    ResponseForm response,
    Instant openedAt,
    Instant deadline,
    Instant latest,
    @Nullable RequestId reviewOf) {

  static Matter of(CaseCommand.Open open) {
    Instant wanted = open.at().plus(open.within());
    return new Matter(
        open.request(),
        open.target(),
        open.dossierDigest(),
        open.ruling(),
        open.requirement().atLeast(Tier.demandedBy(open.request())),
        open.response(),
        open.at(),
        wanted.isBefore(open.expiresAt()) ? wanted : open.expiresAt(),
        open.expiresAt(),
        open.reviewOf());
  }

  /// By what `sentinel` may decide in `panel` at this instant; empty if they may not. Who owns the
  /// Agent never may.
  Optional<Authority> admits(
      Sentinel sentinel, Panel panel, Instant until, Instant at, Moment moment) {
    var seat =
        new Seat(
            request.organisation(),
            panel.name(),
            panel.profile(),
            request.operation(),
            until,
            requirement.exclude(),
            request.agent().id(),
            request.agent().owner(),
            Set.of());
    return new Eligibility(seat, at, moment).of(sentinel).granted();
  }

  /// Ids of Sentinels are unique within an Organisation only.
  public boolean concerns(Sentinel sentinel) {
    return sentinel.organisation().equals(request.organisation());
  }

  /// Where the dossier is kept.
  public RequestId dossier() {
    return reviewOf == null ? request.id() : reviewOf;
  }

  boolean bars(Sentinel sentinel) {
    String id = sentinel.id().value();
    return id.equals(request.agent().owner())
        || sentinel.ownerOf().contains(request.agent().id())
        || requirement.excludes(id);
  }
}
