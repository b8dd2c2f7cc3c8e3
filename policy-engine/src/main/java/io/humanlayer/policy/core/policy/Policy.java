package io.humanlayer.policy.core.policy;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.catalogue.Catalogue;
import io.humanlayer.policy.core.requirement.Panel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What an Organisation lays down, as written; `Rulebook` is the same, ready to be asked.
///
/// @param agents the ids of the Agents that it is for; empty for all
public record Policy(
    OrganisationId organisation,
    String name,
    Layer layer,
    Set<String> agents,
    String description,
    Defaults defaults,
    Catalogue catalogue,
    Map<String, Panel> panels,
    List<Limit> limits,
    List<Rule> rules,
    List<Trial> trials) {

  public Policy {
    agents = Set.copyOf(agents);
    panels = Collections.unmodifiableMap(new LinkedHashMap<>(panels));
    limits = List.copyOf(limits);
    rules = List.copyOf(rules);
    trials = List.copyOf(trials);
    if (defaults.abstains() && !layer.mayAbstain()) {
      throw new IllegalArgumentException("the organisation's own policy may not abstain");
    }
    if (!agents.isEmpty() && !layer.namesAgents()) {
      throw new IllegalArgumentException("only a layer below the organisation names agents");
    }
  }

  /// Whether this policy has a say on what `agent` asks. On operations that are reserved only the
  /// platform has one.
  boolean concerns(String operation, Requester agent) {
    return (agents.isEmpty() || agents.contains(agent.id()))
        && (layer == Layer.PLATFORM || !ReservedOperations.contains(operation));
  }
}
