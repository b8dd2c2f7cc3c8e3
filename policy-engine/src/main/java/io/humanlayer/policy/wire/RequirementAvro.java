package io.humanlayer.policy.wire;

import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.policy.JoinedRuling;
import io.humanlayer.policy.core.requirement.Delegation;
import io.humanlayer.policy.core.requirement.Escalation;
import io.humanlayer.policy.core.requirement.Exclusion;
import io.humanlayer.policy.core.requirement.GrantCeiling;
import io.humanlayer.policy.core.requirement.Panel;
import io.humanlayer.policy.core.requirement.Quorum;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A requirement as `Ruled` carries it.
final class RequirementAvro {

  private RequirementAvro() {}

  /// The requirement of `joined`; null where no human is asked.
  static @Nullable Map<String, @Nullable Object> write(JoinedRuling joined) {
    var requirement = joined.requirement();
    if (requirement == null) {
      return null;
    }
    var panels = new ArrayList<Map<String, @Nullable Object>>();
    requirement
        .panels()
        .forEach((panel, quorum) -> panels.add(panel(panel, quorum, joined.atStake())));
    var values = new HashMap<String, @Nullable Object>();
    values.put("panels", panels);
    values.put("distinct", requirement.distinct());
    values.put("exclude", exclusions(joined));
    values.put("tier", word(requirement.tier()));
    values.put("deadline", requirement.deadline());
    values.put("onTimeout", requirement.onTimeout());
    values.put("useWithin", requirement.use());
    values.put("cooldown", requirement.cooldown().isZero() ? null : requirement.cooldown());
    values.put(
        "escalate",
        requirement.escalationSteps().stream().map(step -> step(step, joined.atStake())).toList());
    values.put("editable", List.copyOf(requirement.editable()));
    values.put("reasonRequired", requirement.reason());
    values.put("grantCeiling", grant(requirement.grant()));
    return values;
  }

  private static Map<String, @Nullable Object> panel(
      Panel panel, Quorum quorum, @Nullable BigDecimal atStake) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("name", panel.name());
    values.put("qualification", panel.qualification());
    values.put("level", panel.level());
    values.put("sources", words(panel.sources()));
    values.put("approvals", quorum.approvals());
    values.put("rejections", quorum.rejections());
    values.put("languages", List.copyOf(panel.languages()));
    values.put("jurisdictions", List.copyOf(panel.jurisdictions()));
    values.put("ceiling", atStake == null ? null : atStake.toPlainString());
    values.put("reveals", List.copyOf(panel.reveals()));
    values.put("delegation", delegation(panel.delegation()));
    return values;
  }

  private static @Nullable Map<String, Object> delegation(@Nullable Delegation delegation) {
    return delegation == null
        ? null
        : Map.of("to", delegation.to(), "upTo", delegation.upTo().toPlainString());
  }

  /// Those whom the arguments name come as `person:<id>` and `payee:<name>`.
  private static List<String> exclusions(JoinedRuling joined) {
    var words = new ArrayList<>(joined.excluded());
    var requirement = joined.requirement();
    if (requirement != null) {
      requirement.exclude().stream()
          .filter(exclusion -> exclusion.kind() != Exclusion.Kind.NAMED)
          .map(Exclusion::word)
          .forEach(words::add);
    }
    return words;
  }

  /// The panel goes along: whoever routes the case knows no policy.
  private static Map<String, @Nullable Object> step(
      Escalation.Step step, @Nullable BigDecimal atStake) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("after", step.after());
    values.put("to", step.to().name());
    values.put("panel", panel(step.to(), new Quorum(1, 1), atStake));
    return values;
  }

  private static @Nullable String grant(@Nullable GrantCeiling grant) {
    if (grant == null) {
      return null;
    }
    var similar = new ArrayList<Data>();
    grant.similar().forEach(text -> similar.add(new Data.Text(text)));
    return Json.canonical(
        new Data.Struct(
            Map.of(
                "max", new Data.Text(grant.max().toString()),
                "uses", new Data.Whole(grant.uses()),
                "similar", new Data.Sequence(similar))));
  }

  private static List<String> words(Collection<? extends Enum<?>> constants) {
    return constants.stream().map(RequirementAvro::word).toList();
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
