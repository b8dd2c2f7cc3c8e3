package io.humanlayer.routing.core.cases;

import io.humanlayer.routing.core.cases.Intent.Said;
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
    return intent.request().equals(open.matter().request().id())
        && intent.organisation().equals(give.sentinel().organisation())
        && intent.sentinel().equals(give.sentinel().id())
        && intent.policies().equals(open.matter().ruling().policies())
        && intent.viewDigest().equals(open.seating().viewed().get(give.sentinel().id()))
        && intent.said().equals(said)
        && said.kind() == give.kind()
        && said.actionDigest().equals(give.actionDigest())
        && Objects.equals(said.edited(), edited(give.terms()))
        && fresh(give.at());
  }

  private static @Nullable ActionDigest edited(Terms terms) {
    Edit edit = terms.edit();
    return edit == null ? null : edit.actionDigest();
  }

  private boolean fresh(Instant at) {
    return !at.isBefore(intent.issuedAt()) && at.isBefore(intent.expiresAt());
  }
}
