package io.humanlayer.routing.core.sentinels;

import org.jspecify.annotations.Nullable;

/// To whom a Sentinel belongs besides the Organisation. All are identifiers, never names.
///
/// @param provider who lends an external Sentinel
/// @param company where they work
/// @param household with whom they live
public record Affiliation(
    @Nullable String provider, @Nullable String company, @Nullable String household) {

  public static final Affiliation NONE = new Affiliation(null, null, null);

  /// Whether both work in one company or live in one household.
  boolean sharedWith(Affiliation other) {
    return (company != null && company.equals(other.company))
        || (household != null && household.equals(other.household));
  }
}
