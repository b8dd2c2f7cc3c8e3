package io.humanlayer.routing.core.cases;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What policy demands of the decision, frozen when the case opens: a later policy does not touch a
/// case that is under way.
///
/// @param distinct one person counts in one panel only
/// @param exclude who may not decide: `agent-owner` and `requester`, which hold always, the ids of
///   Sentinels, and roles that only the person themself can know of (`payee`), which the console
///   puts before them
/// @param useWithin how long an approval can be used
/// @param editable the arguments a Sentinel may change
public record Requirement(
    List<Panel> panels,
    boolean distinct,
    Set<String> exclude,
    Tier tier,
    OnTimeout onTimeout,
    Duration useWithin,
    Set<String> editable,
    boolean reasonRequired) {

  public static final int MAX_PANELS = 16;

  public Requirement {
    panels = List.copyOf(panels);
    exclude = Set.copyOf(exclude);
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
  }

  /// The roles in `exclude` that no record can settle: the Sentinel has to know.
  public Set<String> rolesToDeclare() {
    return exclude.stream()
        .filter(role -> !role.equals("agent-owner") && !role.equals("requester"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
