package io.humanlayer.policy.wire;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.policy.Defaults;
import io.humanlayer.policy.core.policy.Flaw;
import io.humanlayer.policy.core.policy.Layer;
import io.humanlayer.policy.core.policy.Limit;
import io.humanlayer.policy.core.policy.Policy;
import io.humanlayer.policy.core.policy.ReservedOperations;
import io.humanlayer.policy.core.policy.Rule;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.core.policy.Trial;
import io.humanlayer.policy.core.requirement.OnTimeout;
import io.humanlayer.policy.core.requirement.Requirement;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads a whole policy document. Rules, limits and tests are read each on its own, so that every
/// flawed one is named, not only the first.
final class PolicyReader {

  static final String API_VERSION = "humanlayer.policy/v1";
  static final int MAX_RULES = 1_000;
  static final int MAX_TRIALS = 5_000;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private final List<Flaw> flaws = new ArrayList<>();

  private PolicyReader() {}

  static Policy read(Item document) {
    return new PolicyReader().policy(Section.of(document));
  }

  private record Metadata(
      OrganisationId organisation,
      String name,
      Layer layer,
      Set<String> agents,
      String description) {}

  private Policy policy(Section document) {
    constant(document, "apiVersion", API_VERSION);
    constant(document, "kind", "Policy");
    var metadata = metadata(Section.of(document.required("metadata")));
    var spec = Section.of(document.required("spec"));
    document.done();
    timezone(spec);
    var catalogue = CatalogueReader.read(spec.required("operations"));
    reserved(spec.required("operations"), metadata.layer());
    var panels = RequirementReader.panels(spec.required("panels"));
    var defaultsItem = spec.required("defaults");
    var fallback = fallback(defaultsItem, new RequirementReader(panels, null));
    var defaults = defaults(Section.of(defaultsItem), metadata.layer(), fallback);
    var reader = new RuleReader(catalogue, new RequirementReader(panels, fallback));
    var limits = limits(spec.item("limits"), reader);
    var rules = rules(spec.required("rules"), reader);
    var trials = trials(spec.item("tests"), metadata, limits);
    spec.done();
    if (!flaws.isEmpty()) {
      throw new FlawedDocument(flaws);
    }
    return new Policy(
        metadata.organisation(),
        metadata.name(),
        metadata.layer(),
        metadata.agents(),
        metadata.description(),
        defaults,
        catalogue,
        panels,
        limits,
        rules,
        trials);
  }

  private static void constant(Section section, String name, String value) {
    if (!section.text(name).equals(value)) {
      throw section.required(name).at().flaw("this must be " + value);
    }
  }

  private static Metadata metadata(Section section) {
    var organisation = section.text("organisation");
    var name = section.text("name");
    if (!NAME.matcher(name).matches()) {
      throw section.at().flaw("a policy's name matches " + NAME.pattern());
    }
    var layer = section.wordOrNull("layer", Layer.class);
    var agents = section.texts("agents");
    if (!agents.isEmpty() && (layer == null || !layer.namesAgents())) {
      throw section
          .required("agents")
          .at()
          .flaw("only a layer below the organisation names agents");
    }
    var description = section.textOrNull("description");
    section.done();
    try {
      return new Metadata(
          new OrganisationId(organisation),
          name,
          layer == null ? Layer.ORGANISATION : layer,
          agents,
          description == null ? "" : description);
    } catch (IllegalArgumentException e) {
      throw section.at().flaw("organisation: " + e.getMessage());
    }
  }

  /// The time zone is for people who read the policy and its deadlines; it must exist.
  private static void timezone(Section spec) {
    var zone = spec.textOrNull("timezone");
    if (zone != null) {
      try {
        ZoneId.of(zone);
      } catch (DateTimeException e) {
        throw spec.required("timezone").at().flaw("there is no time zone " + zone);
      }
    }
  }

  /// The operations by which an Organisation is governed are the platform's to rule on.
  private static void reserved(Item operations, Layer layer) {
    Section.of(operations)
        .all()
        .forEach(
            (name, operation) -> {
              if (layer != Layer.PLATFORM && ReservedOperations.contains(name)) {
                throw operation.at().flaw("the operation " + name + " is reserved");
              }
            });
  }

  private static Requirement fallback(Item defaults, RequirementReader reader) {
    var item = Section.of(defaults).required("require");
    var requirement = reader.read(item, "default");
    if (requirement.onTimeout() == OnTimeout.ALLOW) {
      throw item.at().flaw("silence cannot allow by default");
    }
    return requirement;
  }

  private static Defaults defaults(Section section, Layer layer, Requirement fallback) {
    section.required("require");
    var ruling = section.text("ruling");
    boolean abstains = ruling.equals("ABSTAIN");
    if (!abstains && !ruling.equals("ARBITRIUM")) {
      throw section.required("ruling").at().flaw("the default ruling is ARBITRIUM, or ABSTAIN");
    }
    if (abstains && !layer.mayAbstain()) {
      throw section.required("ruling").at().flaw("the organisation's own policy may not abstain");
    }
    var defaults =
        new Defaults(
            abstains, strict(section, "onError"), strict(section, "onInvalidArgs"), fallback);
    section.done();
    return defaults;
  }

  private static Ruling strict(Section section, String name) {
    var item = section.item(name);
    if (item == null) {
      return Ruling.DENY;
    }
    var ruling = Section.word(item, Section.text(item), Ruling.class);
    if (ruling == Ruling.ALLOW) {
      throw item.at().flaw("an error is never an approval: ARBITRIUM or DENY");
    }
    return ruling;
  }

  private List<Limit> limits(@Nullable Item item, RuleReader reader) {
    var limits = new ArrayList<Limit>();
    if (item != null) {
      Section.of(item)
          .all()
          .forEach((name, limit) -> attempt(limits, () -> reader.limit(name, limit)));
    }
    return limits;
  }

  private List<Rule> rules(Item item, RuleReader reader) {
    var rules = new ArrayList<Rule>();
    var ids = new HashSet<String>();
    for (var one : limited(item, MAX_RULES)) {
      attempt(
          rules,
          () -> {
            var rule = reader.rule(one);
            if (!ids.add(rule.id())) {
              throw one.at().flaw("two rules are called " + rule.id());
            }
            return rule;
          });
    }
    return rules;
  }

  private List<Trial> trials(@Nullable Item item, Metadata metadata, List<Limit> limits) {
    var trials = new ArrayList<Trial>();
    if (item != null) {
      Set<String> names = limits.stream().map(Limit::name).collect(Collectors.toSet());
      var reader = new TrialReader(metadata.organisation(), names);
      for (var one : limited(item, MAX_TRIALS)) {
        attempt(trials, () -> reader.read(one));
      }
    }
    return trials;
  }

  private static List<Item> limited(Item item, int most) {
    var items = Section.items(item);
    if (items.size() > most) {
      throw item.at().flaw("more than " + most);
    }
    return items;
  }

  private <T> void attempt(List<T> into, Supplier<T> read) {
    try {
      into.add(read.get());
    } catch (FlawedDocument e) {
      flaws.addAll(e.flaws());
    }
  }
}
