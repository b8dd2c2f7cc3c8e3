package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.schedules.Layer;
import io.humanlayer.routing.core.schedules.PanelTerms;
import io.humanlayer.routing.core.schedules.Schedule;
import io.humanlayer.routing.core.schedules.Span;
import io.humanlayer.routing.core.schedules.Substitution;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Schedules, panels and gaps as the topic has them: always the full state.
public final class ScheduleAvro {

  private static final String PREFIX = "io.humanlayer.sentinels.";

  private ScheduleAvro() {}

  public static OutgoingEvent set(OrganisationId organisation, Schedule schedule, Instant at) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("org", organisation);
    values.put("schedule", schedule.name());
    values.put("zone", schedule.zone().getId());
    values.put("layers", schedule.layers().stream().map(ScheduleAvro::layer).toList());
    values.put(
        "quiet",
        schedule.quiet().stream()
            .map(it -> Map.of("from", it.from().toString(), "to", it.until().toString()))
            .toList());
    values.put(
        "overrides", schedule.substitutions().stream().map(ScheduleAvro::substitution).toList());
    values.put("at", at);
    return out("ScheduleSet", organisation + "/schedule/" + schedule.name(), at, values);
  }

  private static Map<String, Object> layer(Layer layer) {
    return Map.of(
        "name",
        layer.name(),
        "start",
        layer.start().toString(),
        "rule",
        layer.rule(),
        "length",
        layer.length().toString(),
        "people",
        layer.people().stream().map(SentinelId::value).toList(),
        "turns",
        layer.turns());
  }

  private static Map<String, @Nullable Object> substitution(Substitution substitution) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("id", substitution.id());
    values.put("layer", substitution.layer());
    values.put("of", substitution.of());
    values.put("by", substitution.by());
    values.put("from", substitution.from());
    values.put("to", substitution.until());
    return values;
  }

  public static OutgoingEvent set(OrganisationId organisation, PanelTerms terms, Instant at) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("org", organisation);
    values.put("panel", terms.name());
    values.put("schedule", terms.schedule());
    values.put("identityLevel", terms.identityLevel());
    values.put("members", terms.members().stream().map(SentinelId::value).sorted().toList());
    values.put("excluded", terms.excluded().stream().map(SentinelId::value).sorted().toList());
    values.put("at", at);
    return out("PanelSet", organisation + "/panel/" + terms.name(), at, values);
  }

  public static OutgoingEvent gap(
      OrganisationId organisation, String schedule, Span gap, Instant at) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("org", organisation);
    values.put("schedule", schedule);
    values.put("from", gap.from());
    values.put("to", gap.until());
    values.put("at", at);
    return out(
        "CoverageGapFound",
        organisation + "/gap/" + schedule + "/" + gap.from().toEpochMilli(),
        at,
        values);
  }

  private static OutgoingEvent out(
      String event, String key, Instant at, Map<String, @Nullable Object> values) {
    return new OutgoingEvent(SentinelAvro.SENTINELS, key, at, EventBody.of(PREFIX + event, values));
  }
}
