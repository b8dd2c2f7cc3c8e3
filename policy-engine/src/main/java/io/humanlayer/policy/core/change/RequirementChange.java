package io.humanlayer.policy.core.change;

import io.humanlayer.policy.core.requirement.Quorum;
import io.humanlayer.policy.core.requirement.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// In what one requirement asks less than another. Other people are not less: only their number,
/// their standing and the care they must take.
final class RequirementChange {

  private RequirementChange() {}

  /// What `after` no longer asks; empty if it asks at least as much.
  static List<String> weaker(Requirement before, Requirement after) {
    var weaker = new ArrayList<String>();
    if (approvals(after) < approvals(before)) {
      weaker.add("approvals " + approvals(before) + " became " + approvals(after));
    }
    if (after.tier().compareTo(before.tier()) < 0) {
      weaker.add("tier " + before.tier() + " became " + after.tier());
    }
    if (after.onTimeout().compareTo(before.onTimeout()) < 0) {
      weaker.add("onTimeout " + before.onTimeout() + " became " + after.onTimeout());
    }
    if (after.deadline().compareTo(before.deadline()) > 0) {
      weaker.add("deadline " + before.deadline() + " became " + after.deadline());
    }
    if (after.use().compareTo(before.use()) > 0) {
      weaker.add("use " + before.use() + " became " + after.use());
    }
    if (after.cooldown().compareTo(before.cooldown()) < 0) {
      weaker.add("cooldown " + before.cooldown() + " became " + after.cooldown());
    }
    if (before.distinct() && !after.distinct()) {
      weaker.add("distinct was dropped");
    }
    if (before.reason() && !after.reason()) {
      weaker.add("a reason is no longer needed");
    }
    if (!after.exclude().containsAll(before.exclude())) {
      weaker.add("somebody is no longer excluded");
    }
    if (!before.editable().containsAll(after.editable())) {
      weaker.add("more may be edited");
    }
    if (grantWidened(before, after)) {
      weaker.add("a wider grant is possible");
    }
    return weaker;
  }

  /// Whether `after` asks all that `before` asks, of the same people.
  static boolean contains(Requirement after, Requirement before) {
    return Set.copyOf(after.escalationSteps()).equals(Set.copyOf(before.escalationSteps()))
        && unescalated(after.join(before)).equals(unescalated(after));
  }

  /// An escalation carries the tier of its rule, which only settles an order.
  private static Requirement unescalated(Requirement requirement) {
    return new Requirement(
        requirement.panels(),
        requirement.distinct(),
        requirement.exclude(),
        requirement.tier(),
        requirement.deadline(),
        requirement.onTimeout(),
        requirement.use(),
        requirement.cooldown(),
        Set.of(),
        requirement.editable(),
        requirement.reason(),
        requirement.grant());
  }

  private static boolean grantWidened(Requirement before, Requirement after) {
    var now = after.grant();
    if (now == null) {
      return false;
    }
    var then = before.grant();
    return then == null
        || now.uses() > then.uses()
        || now.max().compareTo(then.max()) > 0
        || !now.similar().containsAll(then.similar());
  }

  private static int approvals(Requirement requirement) {
    return requirement.panels().values().stream().mapToInt(Quorum::approvals).sum();
  }
}
