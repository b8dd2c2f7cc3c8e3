package io.humanlayer.routing.core.cases;

/// What policy says of an Action that a Sentinel has changed.
public sealed interface EditRuling {

  /// It may be done without asking anybody.
  record Allowed() implements EditRuling {}

  /// It may not be done.
  record Denied() implements EditRuling {}

  /// Humans must decide, and these.
  record Asks(Requirement requirement) implements EditRuling {}

  /// Whether a case with `requirement` is enough to approve it.
  default boolean settledBy(Requirement requirement) {
    return switch (this) {
      case Allowed() -> true;
      case Denied() -> false;
      case Asks(Requirement asked) -> requirement.covers(asked);
    };
  }
}
