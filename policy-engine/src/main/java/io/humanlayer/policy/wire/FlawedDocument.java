package io.humanlayer.policy.wire;

import io.humanlayer.policy.core.policy.Flaw;
import java.util.List;

/// Thrown while a document is read, caught where reading began.
final class FlawedDocument extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Flaw> flaws;

  FlawedDocument(List<Flaw> flaws) {
    super(flaws.toString());
    this.flaws = List.copyOf(flaws);
  }

  List<Flaw> flaws() {
    return flaws;
  }
}
