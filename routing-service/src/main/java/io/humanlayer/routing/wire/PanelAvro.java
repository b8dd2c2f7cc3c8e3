package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.routing.core.cases.Panel;
import io.humanlayer.routing.core.cases.Quorum;
import io.humanlayer.routing.core.sentinels.DelegationRule;
import io.humanlayer.routing.core.sentinels.Profile;
import io.humanlayer.routing.core.sentinels.Source;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A panel in a ruling and in an opened case; they have the same fields.
final class PanelAvro {

  private PanelAvro() {}

  /// A panel that names no source is for the Organisation's own people.
  static Panel read(EventBody panel) {
    @Nullable Integer level = panel.optionalInteger("level");
    List<String> sources = panel.texts("sources");
    return new Panel(
        panel.text("name"),
        new Profile(
            panel.text("qualification"),
            level == null ? 1 : level,
            sources.isEmpty() ? Set.of(Source.INTERNAL) : sources(sources),
            Set.copyOf(panel.texts("languages")),
            Set.copyOf(panel.texts("jurisdictions")),
            panel.optionalDecimal("ceiling"),
            delegation(panel.optionalRecord("delegation"))),
        new Quorum(panel.integer("approvals"), panel.integer("rejections")),
        Set.copyOf(panel.texts("reveals")));
  }

  static Map<String, @Nullable Object> write(Panel panel) {
    Profile profile = panel.profile();
    @Nullable BigDecimal amount = profile.amount();
    var values = new HashMap<String, @Nullable Object>();
    values.put("name", panel.name());
    values.put("qualification", profile.qualification());
    values.put("level", profile.level());
    values.put("sources", profile.sources().stream().map(CommonAvro::word).sorted().toList());
    values.put("approvals", panel.quorum().approvals());
    values.put("rejections", panel.quorum().rejections());
    values.put("languages", profile.languages().stream().sorted().toList());
    values.put("jurisdictions", profile.jurisdictions().stream().sorted().toList());
    values.put("ceiling", amount == null ? null : amount.toPlainString());
    values.put("reveals", panel.reveals().stream().sorted().toList());
    values.put("delegation", delegation(profile.delegation()));
    return values;
  }

  private static @Nullable DelegationRule delegation(@Nullable EventBody rule) {
    return rule == null
        ? null
        : new DelegationRule(rule.text("to"), Objects.requireNonNull(rule.optionalDecimal("upTo")));
  }

  private static @Nullable Map<String, Object> delegation(@Nullable DelegationRule rule) {
    return rule == null ? null : Map.of("to", rule.to(), "upTo", rule.upTo().toPlainString());
  }

  private static Set<Source> sources(List<String> sources) {
    return sources.stream()
        .map(source -> CommonAvro.word(Source.class, source))
        .collect(Collectors.toSet());
  }
}
