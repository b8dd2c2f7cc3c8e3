package io.humanlayer.policy.wire;

import io.humanlayer.policy.core.catalogue.Catalogue;
import io.humanlayer.policy.core.catalogue.OperationEntry;
import io.humanlayer.policy.core.policy.Limit;
import io.humanlayer.policy.core.policy.Reach;
import io.humanlayer.policy.core.policy.Rule;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.core.requirement.OnTimeout;
import io.humanlayer.policy.core.requirement.Requirement;
import io.humanlayer.policy.core.requirement.Tier;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads `spec.rules` and `spec.limits`.
final class RuleReader {

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern LIMIT = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  /// Where silence may not allow, because it could not be taken back.
  private static final Set<String> GRAVE =
      Set.of("money", "destructive", "irreversible", "external");

  private final Catalogue catalogue;
  private final RequirementReader requirements;

  RuleReader(Catalogue catalogue, RequirementReader requirements) {
    this.catalogue = catalogue;
    this.requirements = requirements;
  }

  Rule rule(Item item) {
    var section = Section.of(item);
    var id = section.text("id");
    if (!ID.matcher(id).matches()) {
      throw item.at().flaw("a rule's id matches " + ID.pattern());
    }
    var ruling = Section.word(section.required("ruling"), section.text("ruling"), Ruling.class);
    var reach = CatalogueReader.reach(section, catalogue);
    var required = section.item("require");
    if (required != null && ruling != Ruling.ARBITRIUM) {
      throw required.at().flaw("only a rule whose ruling is ARBITRIUM requires anything");
    }
    var requirement = ruling == Ruling.ARBITRIUM ? require(required, id, reach) : null;
    var rule =
        new Rule(
            id,
            reach,
            section.expressionOrNull("when"),
            section.expressionOrNull("unless"),
            ruling,
            requirement,
            item.at().pointer());
    section.done();
    return rule;
  }

  private Requirement require(@Nullable Item item, String id, Reach reach) {
    if (item == null) {
      return requirements.read(null, id);
    }
    var accepted = Section.of(item).textOrNull("acceptTimeoutRisk");
    var requirement = requirements.read(without(item, "acceptTimeoutRisk"), id);
    if (requirement.onTimeout() == OnTimeout.ALLOW) {
      if (accepted == null) {
        throw item.at().flaw("onTimeout ALLOW needs acceptTimeoutRisk: who accepts it");
      }
      if (requirement.tier() != Tier.STANDARD || reach.everything() || isGrave(reach)) {
        throw item.at()
            .flaw(
                "onTimeout ALLOW is only for tier standard and for operations without effects in "
                    + GRAVE.stream().sorted().toList());
      }
    }
    return requirement;
  }

  private static Item without(Item item, String name) {
    var fields = Section.of(item).all();
    fields.remove(name);
    return new Item.Fields(item.at(), fields);
  }

  private boolean isGrave(Reach reach) {
    return catalogue.entries().stream()
        .filter(entry -> reach.covers(entry.name()))
        .map(OperationEntry::effects)
        .flatMap(Set::stream)
        .anyMatch(GRAVE::contains);
  }

  Limit limit(String name, Item item) {
    var section = Section.of(item);
    if (!LIMIT.matcher(name).matches()) {
      throw item.at().flaw("a limit's name matches " + LIMIT.pattern());
    }
    var by = section.texts("by");
    try {
      var limit =
          new Limit(
              name,
              CatalogueReader.reach(section, catalogue),
              section.expressionOrNull("sum"),
              section.expressionOrNull("where"),
              List.copyOf(by),
              section.duration("window"),
              item.at().pointer());
      section.done();
      return limit;
    } catch (IllegalArgumentException e) {
      throw item.at().flaw(String.valueOf(e.getMessage()));
    }
  }
}
