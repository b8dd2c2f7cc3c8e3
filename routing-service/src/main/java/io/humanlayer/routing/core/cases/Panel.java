package io.humanlayer.routing.core.cases;

import io.humanlayer.routing.core.sentinels.Profile;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may decide, and how many of them it takes.
///
/// @param reveals the arguments that people from outside are shown; of the others only that they
///   are there
public record Panel(String name, Profile profile, Quorum quorum, Set<String> reveals) {

  public Panel {
    reveals = Set.copyOf(reveals);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a panel has a name");
    }
  }

  public Panel(String name, Profile profile, Quorum quorum) {
    this(name, profile, quorum, Set.of());
  }

  /// Whether the verdicts that settle `other` settle this one too.
  boolean isMetBy(Panel other) {
    return name.equals(other.name)
        && profile.qualification().equals(other.profile.qualification())
        && other.profile.level() >= profile.level()
        && profile.sources().containsAll(other.profile.sources())
        && profile.languages().equals(other.profile.languages())
        && profile.jurisdictions().equals(other.profile.jurisdictions())
        && reaches(other.profile.amount(), profile.amount())
        && (other.profile.delegation() == null
            || other.profile.delegation().equals(profile.delegation()))
        && other.quorum.approvals() >= quorum.approvals()
        && other.quorum.rejections() <= quorum.rejections();
  }

  private static boolean reaches(@Nullable BigDecimal covered, @Nullable BigDecimal asked) {
    return covered == null || (asked != null && covered.compareTo(asked) >= 0);
  }
}
