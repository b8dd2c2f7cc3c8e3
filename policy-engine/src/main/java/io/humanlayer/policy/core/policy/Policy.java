package io.humanlayer.policy.core.policy;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.catalogue.Catalogue;
import io.humanlayer.policy.core.requirement.Panel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an Organisation lays down, as written; `Rulebook` is the same, ready to be asked.
public record Policy(
    OrganisationId organisation,
    String name,
    Layer layer,
    String description,
    Defaults defaults,
    Catalogue catalogue,
    Map<String, Panel> panels,
    List<Limit> limits,
    List<Rule> rules,
    List<Trial> trials) {

  public Policy {
    panels = Collections.unmodifiableMap(new LinkedHashMap<>(panels));
    limits = List.copyOf(limits);
    rules = List.copyOf(rules);
    trials = List.copyOf(trials);
    if (defaults.abstains() && !layer.mayAbstain()) {
      throw new IllegalArgumentException("only a layer below the organisation may abstain");
    }
  }
}
