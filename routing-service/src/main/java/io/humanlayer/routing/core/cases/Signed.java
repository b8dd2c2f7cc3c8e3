package io.humanlayer.routing.core.cases;

import io.humanlayer.routing.core.cases.Intent.Said;
import io.humanlayer.routing.core.sentinels.Sentinel;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A checked signature that comes with a verdict.
///
/// @param intent what was signed
/// @param said what is said now, which has to be the same
public record Signed(Intent intent, Said said, HumanSignature signature) {

  /// Whether it was given for this verdict, in this case, over what its giver was last shown.
  boolean isFor(Case.Open open, CaseCommand.GiveVerdict give) {
    return isOf(open, give.sentinel(), give.at())
        && intent.viewDigest() != null
        && !said.alone()
        && said.kind() == give.kind()
        && said.actionDigest().equals(give.actionDigest())
        && Objects.equals(said.edited(), edited(give.terms()));
  }

  /// Whether it was given for this approval by one person.
  boolean isFor(Case.Open open, CaseCommand.BreakGlass glass) {
    return isOf(open, glass.sentinel(), glass.at())
        && said.alone()
        && said.actionDigest().equals(glass.actionDigest());
  }

  private boolean isOf(Case.Open open, Sentinel sentinel, Instant at) {
    return intent.request().equals(open.matter().request().id())
        && intent.organisation().equals(sentinel.organisation())
        && intent.sentinel().equals(sentinel.id())
        && intent.policies().equals(open.matter().ruling().policies())
        && Objects.equals(intent.viewDigest(), open.seating().viewed().get(sentinel.id()))
        && intent.said().equals(said)
        && fresh(at);
  }

  private static @Nullable ActionDigest edited(Terms terms) {
    Edit edit = terms.edit();
    return edit == null ? null : edit.actionDigest();
  }

  private boolean fresh(Instant at) {
    return !at.isBefore(intent.issuedAt()) && at.isBefore(intent.expiresAt());
  }
}
