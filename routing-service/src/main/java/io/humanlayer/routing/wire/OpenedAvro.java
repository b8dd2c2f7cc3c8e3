package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.core.cases.Escalation;
import io.humanlayer.routing.core.cases.GrantCeiling;
import io.humanlayer.routing.core.cases.Matter;
import io.humanlayer.routing.core.cases.OnTimeout;
import io.humanlayer.routing.core.cases.Panel;
import io.humanlayer.routing.core.cases.Requirement;
import io.humanlayer.routing.core.cases.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `Opened`: the matter of a case, all of it.
final class OpenedAvro {

  private OpenedAvro() {}

  static EventBody write(String event, Matter matter) {
    Requirement requirement = matter.requirement();
    var values = new HashMap<String, @Nullable Object>(CommonAvro.request(matter.request()));
    values.putAll(CommonAvro.ruling(matter.ruling()));
    values.put("target", matter.target());
    values.put("dossierDigest", matter.dossierDigest());
    values.put("panels", requirement.panels().stream().map(PanelAvro::write).toList());
    values.put("distinct", requirement.distinct());
    values.put("exclude", requirement.exclude().stream().sorted().toList());
    values.put("tier", CommonAvro.word(requirement.tier()));
    values.put("onTimeout", requirement.onTimeout());
    values.put("useWithin", requirement.useWithin());
    values.put("editable", requirement.editable().stream().sorted().toList());
    values.put("reasonRequired", requirement.reasonRequired());
    values.put("cooldown", requirement.cooldown().isZero() ? null : requirement.cooldown());
    values.put("escalate", requirement.escalate().stream().map(OpenedAvro::step).toList());
    values.put("grantCeiling", ceiling(requirement.grantCeiling()));
    values.put("response", ResponseAvro.write(matter.response()));
    values.put("latest", matter.latest());
    values.put("reviewOf", matter.reviewOf());
    values.put("openedAt", matter.openedAt());
    values.put("deadline", matter.deadline());
    return EventBody.of(event, values);
  }

  static Matter read(EventBody body) {
    List<Panel> panels = body.records("panels").stream().map(PanelAvro::read).toList();
    @Nullable String cooldown = body.optionalText("cooldown");
    @Nullable EventBody ceiling = body.optionalRecord("grantCeiling");
    @Nullable Instant latest = body.optionalInstant("latest");
    @Nullable String reviewOf = body.optionalText("reviewOf");
    return new Matter(
        CommonAvro.request(body),
        body.optionalText("target"),
        body.text("dossierDigest"),
        CommonAvro.ruling(body),
        new Requirement(
            panels,
            body.flag("distinct"),
            Set.copyOf(body.texts("exclude")),
            CommonAvro.word(Tier.class, body.text("tier")),
            CommonAvro.word(OnTimeout.class, body.text("onTimeout")),
            CommonAvro.duration(body, "useWithin"),
            cooldown == null ? Duration.ZERO : CommonAvro.duration(body, "cooldown"),
            body.records("escalate").stream()
                .map(
                    step ->
                        new Escalation(
                            CommonAvro.duration(step, "after"), PanelAvro.read(step.record("to"))))
                .toList(),
            Set.copyOf(body.texts("editable")),
            body.flag("reasonRequired"),
            ceiling == null
                ? null
                : new GrantCeiling(CommonAvro.duration(ceiling, "max"), ceiling.integer("uses"))),
        ResponseAvro.read(body),
        body.instant("openedAt"),
        body.instant("deadline"),
        latest == null ? body.instant("deadline") : latest,
        reviewOf == null ? null : RequestId.parse(reviewOf));
  }

  private static Map<String, Object> step(Escalation step) {
    return Map.of("after", step.after(), "to", PanelAvro.write(step.to()));
  }

  private static @Nullable Map<String, Object> ceiling(@Nullable GrantCeiling ceiling) {
    return ceiling == null ? null : Map.of("max", ceiling.max(), "uses", ceiling.uses());
  }
}
