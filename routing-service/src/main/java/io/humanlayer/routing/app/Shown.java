package io.humanlayer.routing.app;

import io.humanlayer.kernel.Refusal;
import io.humanlayer.routing.core.cases.Case;

/// What a Sentinel who asks for a case gets to see.
public sealed interface Shown {

  /// The case is open and theirs to decide. That they saw this is on record.
  ///
  /// @param viewDigest of exactly what is shown
  record Everything(Case.Open open, Dossier dossier, String viewDigest) implements Shown {}

  /// The case is settled; its content is no longer shown.
  record Outcome(Case.Decided decided) implements Shown {}

  /// Nothing, and why.
  record Nothing(Refusal reason) implements Shown {}
}
