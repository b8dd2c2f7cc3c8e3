package io.humanlayer.policy.core.lint;

import io.humanlayer.policy.core.policy.Policy;
import io.humanlayer.policy.core.requirement.Requirement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Looks a policy over for what its people could not do: sit on a panel that is larger than they
/// are, or decide faster than they do. It warns and refuses nothing, since people come and go.
public final class PanelLints {

  private final PanelFacts facts;
  private final List<Lint> lints = new ArrayList<>();
  private final Set<String> told = new HashSet<>();

  private PanelLints(PanelFacts facts) {
    this.facts = facts;
  }

  public static List<Lint> of(Policy policy, PanelFacts facts) {
    var lints = new PanelLints(facts);
    lints.requirement("/spec/defaults", policy.defaults().require());
    for (var rule : policy.rules()) {
      var require = rule.require();
      if (require != null) {
        lints.requirement(rule.at(), require);
      }
    }
    return lints.lints;
  }

  private void requirement(String at, Requirement require) {
    require
        .panels()
        .forEach(
            (panel, quorum) -> {
              people(at, panel.name(), quorum.approvals());
              pace(at, panel.name(), require);
            });
  }

  /// One more than are needed: somebody is always away, or a party to the case.
  private void people(String at, String panel, int approvals) {
    int people = facts.people().getOrDefault(panel, 0);
    if (people < approvals + 1 && told.add(panel + "/" + approvals)) {
      lints.add(
          Lint.warning(
              "too-few-people",
              at,
              "panel %s needs %d and %d could sit on it, so nobody could stand in"
                  .formatted(panel, approvals, people)));
    }
  }

  private void pace(String at, String panel, Requirement require) {
    var slowest = facts.slowest().get(panel);
    if (slowest != null && require.deadline().compareTo(slowest) < 0) {
      lints.add(
          Lint.warning(
              "deadline-below-pace",
              at,
              "the deadline is %s, and one in ten decisions of panel %s took longer than %s"
                  .formatted(require.deadline(), panel, slowest)));
    }
  }
}
