package io.humanlayer.routing.core.cases;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What policy demands of the decision, frozen when the case opens: a later policy does not touch a
/// case that is under way.
///
/// @param distinct one person counts in one panel only
/// @param exclude who may not decide: `agent-owner` and `requester`, which hold always, people by
///   their ids, and roles that only the person themself can know of (`payee:Puglia Hosting`), which
///   the console puts before them
/// @param useWithin how long an approval can be used
/// @param cooldown how long the last verdict can be taken back; zero if it binds at once
/// @param escalate in the order of their instants
/// @param editable the arguments a Sentinel may change
/// @param grantCeiling what a grant may allow at most; none if none may be made
public record Requirement(
    List<Panel> panels,
    boolean distinct,
    Set<String> exclude,
    Tier tier,
    OnTimeout onTimeout,
    Duration useWithin,
    Duration cooldown,
    List<Escalation> escalate,
    Set<String> editable,
    boolean reasonRequired,
    @Nullable GrantCeiling grantCeiling) {

  public static final int MAX_PANELS = 16;
  private static final String PERSON = "person:";

  public Requirement {
    panels = List.copyOf(panels);
    exclude = Set.copyOf(exclude);
    escalate = escalate.stream().sorted(java.util.Comparator.comparing(Escalation::after)).toList();
    editable = Set.copyOf(editable);
    if (panels.isEmpty() || panels.size() > MAX_PANELS) {
      throw new IllegalArgumentException(
          "a requirement has 1 to " + MAX_PANELS + " panels, not " + panels.size());
    }
    if (panels.stream().map(Panel::name).distinct().count() < panels.size()) {
      throw new IllegalArgumentException("a panel is named twice");
    }
    if (useWithin.isNegative() || useWithin.isZero()) {
      throw new IllegalArgumentException("an approval can be used for some time");
    }
    if (cooldown.isNegative()) {
      throw new IllegalArgumentException("a cooldown is not negative");
    }
  }

  /// The roles in `exclude` that no record can settle: the Sentinel has to know.
  public Set<String> rolesToDeclare() {
    return exclude.stream()
        .filter(role -> !role.equals("agent-owner") && !role.equals("requester"))
        .filter(role -> !role.startsWith(PERSON))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  boolean excludes(String sentinel) {
    return exclude.contains(sentinel) || exclude.contains(PERSON + sentinel);
  }

  /// The same demands, of other panels.
  Requirement of(List<Panel> others) {
    return new Requirement(
        others,
        distinct,
        exclude,
        tier,
        onTimeout,
        useWithin,
        cooldown,
        escalate,
        editable,
        reasonRequired,
        grantCeiling);
  }

  Requirement atLeast(Tier least) {
    return new Requirement(
        panels,
        distinct,
        exclude,
        tier.compareTo(least) >= 0 ? tier : least,
        onTimeout,
        useWithin,
        cooldown,
        escalate,
        editable,
        reasonRequired,
        grantCeiling);
  }

  /// Whether whoever meets this requirement meets `asked` as well.
  boolean covers(Requirement asked) {
    return asked.panels().stream().allMatch(panel -> panels.stream().anyMatch(panel::isMetBy))
        && (distinct || !asked.distinct() || panels.size() == 1)
        && exclude.containsAll(asked.exclude())
        && tier.compareTo(asked.tier()) >= 0
        && (reasonRequired || !asked.reasonRequired());
  }
}
