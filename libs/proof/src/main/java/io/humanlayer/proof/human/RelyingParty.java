package io.humanlayer.proof.human;

import java.util.Set;

/// For whom a passkey signs.
///
/// @param id the host name that the passkey is bound to
/// @param origins the pages that may ask for a signature
public record RelyingParty(String id, Set<String> origins) {

  public RelyingParty {
    origins = Set.copyOf(origins);
    if (id.isBlank() || origins.isEmpty()) {
      throw new IllegalArgumentException("a relying party has an id and an origin");
    }
  }
}
