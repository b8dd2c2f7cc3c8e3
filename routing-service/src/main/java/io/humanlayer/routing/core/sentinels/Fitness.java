package io.humanlayer.routing.core.sentinels;

import java.util.Optional;

/// Whether somebody may take a seat now, and by what or why not.
public sealed interface Fitness {

  record Fit(Authority authority) implements Fitness {}

  record Unfit(Unfitness reason) implements Fitness {}

  default Optional<Authority> granted() {
    return switch (this) {
      case Fit(var authority) -> Optional.of(authority);
      case Unfit _ -> Optional.empty();
    };
  }
}
