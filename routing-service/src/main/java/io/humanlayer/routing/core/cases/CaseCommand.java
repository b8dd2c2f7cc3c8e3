package io.humanlayer.routing.core.cases;

import io.humanlayer.routing.core.sentinels.Sentinel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be asked of a case. Each brings its instant; those of a Sentinel bring the record that
/// the register holds of them now.
public sealed interface CaseCommand {

  Instant at();

  /// A request reached Arbitrium.
  ///
  /// @param within how long people have, counted from `at`
  /// @param expiresAt when the request itself lapses; no deadline is later
  record Open(
      DecisionRequest request,
      @Nullable String target,
      String dossierDigest,
      Ruling ruling,
      Requirement requirement,
      Duration within,
      Instant expiresAt,
      Instant at)
      implements CaseCommand {}

  /// Offer the seats to whoever of `candidates` is eligible and has no offer yet.
  record Route(List<Sentinel> candidates, Instant at) implements CaseCommand {
    public Route {
      candidates = List.copyOf(candidates);
    }
  }

  /// The dossier is about to be shown.
  ///
  /// @param viewDigest of exactly what is shown
  record ShowDossier(Sentinel sentinel, String viewDigest, Instant at) implements CaseCommand {}

  /// A Sentinel answers.
  ///
  /// @param actionDigest of the Action they answer about
  record GiveVerdict(
      Sentinel sentinel,
      VerdictKind kind,
      ActionDigest actionDigest,
      Reason reason,
      Assurance assurance,
      Instant at)
      implements CaseCommand {}

  /// The deadline has come.
  record Expire(Instant at) implements CaseCommand {}
}
