package io.humanlayer.routing.core.sentinels;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a Sentinel stands at this moment, besides what they are qualified for.
///
/// @param suspended why they may decide nothing; none if they may
/// @param capacity how many open cases they may be asked about at once
/// @param load about how many they are being asked
/// @param interests with what they have a conflict
/// @param mandates the delegations by which they may decide for somebody else
/// @param duties what the Organisation's own panels say of them, by panel; a panel that is not
///   there asks nothing of its own
public record Standing(
    Affiliation affiliation,
    @Nullable Proofing proofing,
    @Nullable String suspended,
    Presence presence,
    int capacity,
    int load,
    List<Interest> interests,
    List<HeldMandate> mandates,
    Map<String, Duty> duties) {

  /// Nothing speaks against this Sentinel.
  public static final Standing GOOD =
      new Standing(
          Affiliation.NONE,
          new Proofing("operator", 1, "operator", Instant.EPOCH),
          null,
          new Presence.Available(),
          Particulars.DEFAULT_CAPACITY,
          0,
          List.of(),
          List.of(),
          Map.of());

  public Standing {
    interests = List.copyOf(interests);
    mandates = List.copyOf(mandates);
    duties = Map.copyOf(duties);
  }

  public Standing with(List<HeldMandate> others) {
    return new Standing(
        affiliation, proofing, suspended, presence, capacity, load, interests, others, duties);
  }

  /// A conflict with its text.
  public record Interest(String id, Conflict.Kind kind, String value) {}

  /// A delegation that was accepted.
  ///
  /// @param principal the delegator, as the register has them now, with no mandates of their own
  public record HeldMandate(Delegation delegation, Sentinel principal) {}

  /// @param member whether the panel takes them at all
  /// @param onDuty whether they are on shift, or the panel has no schedule
  /// @param identityLevel the least proofing that the panel asks
  public record Duty(boolean member, boolean onDuty, int identityLevel) {}
}
