package io.humanlayer.policy.wire;

import io.humanlayer.policy.core.catalogue.ArgumentType;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.requirement.Delegation;
import io.humanlayer.policy.core.requirement.Escalation;
import io.humanlayer.policy.core.requirement.Exclusion;
import io.humanlayer.policy.core.requirement.GrantCeiling;
import io.humanlayer.policy.core.requirement.OnTimeout;
import io.humanlayer.policy.core.requirement.Panel;
import io.humanlayer.policy.core.requirement.Quorum;
import io.humanlayer.policy.core.requirement.Requirement;
import io.humanlayer.policy.core.requirement.Source;
import io.humanlayer.policy.core.requirement.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads panels, and `require` of rules and defaults. What a rule leaves unsaid is taken from the
/// defaults, except escalation: only a rule that asks for it widens the circle of those who answer.
final class RequirementReader {

  static final int MAX_STEPS = 10;

  /// Also the most that one case can have, so that a merged requirement always fits.
  static final int MAX_PANELS = 16;

  private final Map<String, Panel> panels;
  private final @Nullable Requirement defaults;

  /// @param defaults null while the defaults themselves are read
  RequirementReader(Map<String, Panel> panels, @Nullable Requirement defaults) {
    this.panels = panels;
    this.defaults = defaults;
  }

  static Map<String, Panel> panels(Item item) {
    var panels = new LinkedHashMap<String, Panel>();
    Section.of(item).all().forEach((name, panel) -> panels.put(name, panel(name, panel)));
    if (panels.size() > MAX_PANELS) {
      throw item.at().flaw("more than " + MAX_PANELS + " panels");
    }
    return panels;
  }

  private static Panel panel(String name, Item item) {
    var section = Section.of(item);
    var sources = section.words("sources", Source.class);
    var panel =
        new Panel(
            name,
            section.text("qualification"),
            section.countOrNull("level"),
            sources.isEmpty() ? Set.of(Source.INTERNAL) : sources,
            section.texts("languages"),
            section.texts("jurisdictions"),
            delegation(section.item("delegation")),
            section.texts("reveals"));
    section.done();
    if (!panel.reveals().isEmpty() && !panel.sources().contains(Source.EXTERNAL)) {
      throw item.at().flaw("reveals is about people from outside, and this panel takes none");
    }
    return panel;
  }

  private static @Nullable Delegation delegation(@Nullable Item item) {
    if (item == null) {
      return null;
    }
    var section = Section.of(item);
    var amount = section.required("upTo");
    if (!(ArgumentType.DECIMAL.fit(Item.data(amount)).orElse(null) instanceof Data.Decimal upTo)
        || upTo.value().signum() <= 0) {
      throw amount.at().flaw("this must be an amount above zero");
    }
    var delegation = new Delegation(section.text("to"), upTo.value());
    section.done();
    return delegation;
  }

  /// What a rule requires; the defaults' own requirement if it says nothing at all.
  Requirement read(@Nullable Item item, String rule) {
    if (item == null) {
      if (defaults == null) {
        throw new IllegalStateException("the defaults say what they require");
      }
      return defaults;
    }
    var section = Section.of(item);
    var tier = otherwise(section.wordOrNull("tier", Tier.class), Tier.STANDARD);
    try {
      var requirement =
          new Requirement(
              seats(section),
              section.flag("distinct"),
              exclusions(section.item("exclude")),
              tier,
              deadline(section),
              otherwise(
                  section.wordOrNull("onTimeout", OnTimeout.class),
                  defaults == null ? OnTimeout.DENY : defaults.onTimeout()),
              otherwise(
                  section.durationOrNull("use"),
                  defaults == null ? Requirement.DEFAULT_USE : defaults.use()),
              otherwise(
                  section.durationOrNull("cooldown"),
                  defaults == null ? Duration.ZERO : defaults.cooldown()),
              escalations(section.item("escalate"), tier, rule),
              section.texts("edits"),
              section.flag("reason"),
              grant(section.item("grant")));
      section.done();
      return requirement;
    } catch (IllegalArgumentException e) {
      throw item.at().flaw(String.valueOf(e.getMessage()));
    }
  }

  private static Set<Exclusion> exclusions(@Nullable Item item) {
    var exclusions = new LinkedHashSet<Exclusion>();
    if (item != null) {
      for (var one : Section.items(item)) {
        exclusions.add(
            Exclusion.of(Section.text(one))
                .orElseThrow(
                    () ->
                        one.at()
                            .flaw(
                                "this must be requester, agent-owner, agent-author, payee, or an"
                                    + " argument such as args.author")));
      }
    }
    return exclusions;
  }

  private static <T> T otherwise(@Nullable T said, T unsaid) {
    return said == null ? unsaid : said;
  }

  private Duration deadline(Section section) {
    return defaults == null
        ? section.duration("deadline")
        : otherwise(section.durationOrNull("deadline"), defaults.deadline());
  }

  private SortedMap<Panel, Quorum> seats(Section section) {
    var item = defaults == null ? section.required("panels") : section.item("panels");
    if (item == null) {
      return new TreeMap<>(defaults == null ? Map.of() : defaults.panels());
    }
    var seats = new TreeMap<Panel, Quorum>();
    var asked = Section.items(item);
    if (asked.isEmpty() || asked.size() > MAX_PANELS) {
      throw item.at().flaw("name between 1 and " + MAX_PANELS + " panels");
    }
    for (var one : asked) {
      var seat = Section.of(one);
      var panel = panel(seat.required("panel"));
      var quorum = new Quorum(seat.count("approvals", 1), seat.count("rejections", 1));
      seat.done();
      if (seats.put(panel, quorum) != null) {
        throw one.at().flaw("the panel " + panel.name() + " is asked twice");
      }
    }
    return seats;
  }

  private Panel panel(Item item) {
    var panel = panels.get(Section.text(item));
    if (panel == null) {
      throw item.at().flaw("there is no panel " + Section.text(item));
    }
    return panel;
  }

  private Set<Escalation> escalations(@Nullable Item item, Tier tier, String rule) {
    if (item == null) {
      return Set.of();
    }
    var steps = new ArrayList<Escalation.Step>();
    List<Item> asked = Section.items(item);
    if (asked.size() > MAX_STEPS) {
      throw item.at().flaw("more than " + MAX_STEPS + " steps");
    }
    for (var one : asked) {
      var step = Section.of(one);
      steps.add(new Escalation.Step(step.duration("after"), panel(step.required("to"))));
      step.done();
    }
    return steps.isEmpty() ? Set.of() : Set.of(new Escalation(tier, rule, steps));
  }

  private static @Nullable GrantCeiling grant(@Nullable Item item) {
    if (item == null
        || (item instanceof Item.Scalar(var at, Data.Text(String word)) && word.equals("none"))) {
      return null;
    }
    var section = Section.of(item);
    var similar = section.textOrNull("similar");
    var grant =
        new GrantCeiling(
            section.duration("max"),
            section.count("uses", 1),
            similar == null ? Set.of() : Set.of(similar));
    section.done();
    return grant;
  }
}
