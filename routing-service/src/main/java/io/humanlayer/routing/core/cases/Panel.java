package io.humanlayer.routing.core.cases;

import io.humanlayer.routing.core.sentinels.Profile;

/// Who may decide, and how many of them it takes.
public record Panel(String name, Profile profile, Quorum quorum) {

  public Panel {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a panel has a name");
    }
  }
}
