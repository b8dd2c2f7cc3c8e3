package io.humanlayer.policy.core.people;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.requirement.Panel;
import io.humanlayer.policy.core.requirement.Source;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the register says of a Sentinel, without their name.
///
/// @param employed whether they are active, not suspended, and their identity was verified
public record Sentinel(
    OrganisationId organisation,
    String id,
    Source source,
    boolean employed,
    Set<String> languages,
    Set<String> jurisdictions,
    List<Held> qualifications) {

  /// A qualification that they hold.
  ///
  /// @param validTo the first instant at which it no longer holds; null if it is open-ended
  public record Held(String name, int level, Instant validFrom, @Nullable Instant validTo) {

    boolean validAt(Instant at) {
      return !at.isBefore(validFrom) && (validTo == null || at.isBefore(validTo));
    }
  }

  public Sentinel {
    languages = Set.copyOf(languages);
    jurisdictions = Set.copyOf(jurisdictions);
    qualifications = List.copyOf(qualifications);
  }

  /// Whether they could sit on `panel` at this instant, if nothing about the case speaks against
  /// it.
  public boolean couldSit(Panel panel, Instant at) {
    return admitted(panel)
        && holds(panel.qualification(), panel.level() == null ? 1 : panel.level(), at);
  }

  /// Whether they could give a verdict on `panel`, in their own right or as somebody's deputy. What
  /// was delegated to whom is not known here.
  public boolean couldDecide(Panel panel, Instant at) {
    var delegation = panel.delegation();
    return couldSit(panel, at)
        || (delegation != null && admitted(panel) && holds(delegation.to(), 1, at));
  }

  /// Whether they hold a qualification at this instant, and may use it.
  public boolean may(String qualification, Instant at) {
    return employed && holds(qualification, 1, at);
  }

  private boolean admitted(Panel panel) {
    return employed
        && panel.sources().contains(source)
        && meets(panel.languages(), languages)
        && meets(panel.jurisdictions(), jurisdictions);
  }

  private boolean holds(String qualification, int level, Instant at) {
    return qualifications.stream()
        .anyMatch(
            held -> held.name().equals(qualification) && held.level() >= level && held.validAt(at));
  }

  private static boolean meets(Set<String> demanded, Set<String> offered) {
    return demanded.isEmpty() || !Collections.disjoint(demanded, offered);
  }
}
