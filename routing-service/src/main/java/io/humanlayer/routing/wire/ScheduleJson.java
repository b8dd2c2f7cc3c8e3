package io.humanlayer.routing.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.schedules.Layer;
import io.humanlayer.routing.core.schedules.QuietHours;
import io.humanlayer.routing.core.schedules.Schedule;
import io.humanlayer.routing.core.schedules.Shift;
import io.humanlayer.routing.core.schedules.Span;
import io.humanlayer.routing.core.schedules.Substitution;
import io.humanlayer.web.JsonFields;
import io.humanlayer.web.Problem;
import io.humanlayer.web.StrictJson;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A schedule as the operator writes and reads it, and as it is kept.
public final class ScheduleJson {

  private static final int MAX_WORD = 100;
  private static final int MAX_RULE = 500;
  private static final int MAX_QUIET = 10;
  private static final int MAX_TURNS = 1_000;

  private ScheduleJson() {}

  /// @throws io.humanlayer.web.ProblemException with everything that is wrong
  public static Schedule read(String name, byte @Nullable [] body) {
    var fields =
        new JsonFields(StrictJson.object(body))
            .only(Set.of("name", "zone", "layers", "quiet", "overrides"));
    Optional<ZoneId> zone = parsed(fields, "zone", ZoneId::of, "an IANA time zone");
    List<Layer> layers = new ArrayList<>();
    for (JsonFields item : fields.objects("layers", Schedule.MAX_LAYERS)) {
      layer(item).ifPresent(layers::add);
    }
    List<QuietHours> quiet = new ArrayList<>();
    for (JsonFields item : fields.objects("quiet", MAX_QUIET)) {
      quiet(item).ifPresent(quiet::add);
    }
    List<Substitution> substitutions = new ArrayList<>();
    for (JsonFields item : fields.objects("overrides", Schedule.MAX_SUBSTITUTIONS)) {
      substitution(item).ifPresent(substitutions::add);
    }
    if (!fields.has("layers")) {
      fields.fault("layers", "The field is required.");
    }
    fields.check();
    try {
      return new Schedule(name, zone.orElseThrow(), layers, quiet, substitutions);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("/layers", Objects.requireNonNull(e.getMessage())).asException();
    }
  }

  /// @throws io.humanlayer.web.ProblemException with everything that is wrong
  public static Substitution override(byte @Nullable [] body) {
    var fields = new JsonFields(StrictJson.object(body));
    Optional<Substitution> substitution = substitution(fields);
    fields.check();
    return substitution.orElseThrow(() -> new IllegalStateException("a value or a fault"));
  }

  private static Optional<Layer> layer(JsonFields item) {
    item.only(Set.of("name", "start", "rule", "length", "people", "turns"));
    String name = item.text("name", MAX_WORD);
    var start = parsed(item, "start", LocalDateTime::parse, "a local time, as 2026-11-02T09:00");
    String rule = item.text("rule", MAX_RULE);
    var length = parsed(item, "length", Duration::parse, "an ISO 8601 duration");
    List<SentinelId> people = people(item, "people", Layer.MAX_PEOPLE);
    int turns = item.integer("turns", 1, 1, MAX_TURNS);
    if (start.isEmpty() || length.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Layer(name, start.get(), rule, length.get(), people, turns));
    } catch (IllegalArgumentException e) {
      item.fault("people", Objects.requireNonNull(e.getMessage()));
      return Optional.empty();
    }
  }

  private static Optional<QuietHours> quiet(JsonFields item) {
    item.only(Set.of("from", "to"));
    var from = parsed(item, "from", LocalTime::parse, "a time of day, as 22:00");
    var until = parsed(item, "to", LocalTime::parse, "a time of day, as 07:00");
    if (from.isEmpty() || until.isEmpty()) {
      return Optional.empty();
    }
    if (from.equals(until)) {
      item.fault("to", "Quiet hours end after they begin.");
      return Optional.empty();
    }
    return Optional.of(new QuietHours(from.get(), until.get()));
  }

  private static Optional<Substitution> substitution(JsonFields item) {
    item.only(Set.of("id", "layer", "of", "by", "from", "to"));
    String id = item.text("id", MAX_WORD);
    @Nullable String layer = item.optionalText("layer", MAX_WORD);
    Optional<SentinelId> of =
        item.has("of") ? SentinelJson.parsed(item, "of", SentinelId::new) : Optional.empty();
    Optional<SentinelId> by =
        item.has("by") ? SentinelJson.parsed(item, "by", SentinelId::new) : Optional.empty();
    @Nullable Instant from = Times.millis(item.optionalInstant("from"));
    @Nullable Instant until = Times.millis(item.optionalInstant("to"));
    if (from == null || until == null || !until.isAfter(from)) {
      item.fault("to", "An override has a beginning and a later end.");
      return Optional.empty();
    }
    return Optional.of(new Substitution(id, layer, of.orElse(null), by.orElse(null), from, until));
  }

  static List<SentinelId> people(JsonFields item, String name, int max) {
    try {
      return item.texts(name, max, MAX_WORD).stream().map(SentinelId::new).toList();
    } catch (IllegalArgumentException e) {
      item.fault(name, "A Sentinel's id: " + e.getMessage());
      return List.of();
    }
  }

  private static <T> Optional<T> parsed(
      JsonFields fields, String name, Function<String, T> parse, String what) {
    String text = fields.text(name, MAX_WORD);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse.apply(text));
    } catch (DateTimeException e) {
      fields.fault(name, "The field is " + what + ".");
      return Optional.empty();
    }
  }

  public static ObjectNode write(Schedule schedule) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", schedule.name());
    json.put("zone", schedule.zone().getId());
    var layers = json.putArray("layers");
    for (Layer layer : schedule.layers()) {
      ObjectNode item = layers.addObject();
      item.put("name", layer.name());
      item.put("start", layer.start().toString());
      item.put("rule", layer.rule());
      item.put("length", layer.length().toString());
      layer.people().forEach(person -> item.withArray("people").add(person.value()));
      item.put("turns", layer.turns());
    }
    var quiet = json.putArray("quiet");
    schedule
        .quiet()
        .forEach(
            hours ->
                quiet
                    .addObject()
                    .put("from", hours.from().toString())
                    .put("to", hours.until().toString()));
    var overrides = json.putArray("overrides");
    schedule.substitutions().forEach(it -> overrides.add(write(it)));
    return json;
  }

  private static ObjectNode write(Substitution substitution) {
    @Nullable SentinelId of = substitution.of();
    @Nullable SentinelId by = substitution.by();
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", substitution.id())
        .put("layer", substitution.layer())
        .put("of", of == null ? null : of.value())
        .put("by", by == null ? null : by.value())
        .put("from", substitution.from().toString())
        .put("to", substitution.until().toString());
  }

  public static ObjectNode write(Shift shift) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("layer", shift.layer())
        .put("sentinel", shift.sentinel().value())
        .put("from", shift.from().toString())
        .put("to", shift.until().toString());
  }

  public static ObjectNode write(Span span) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("from", span.from().toString())
        .put("to", span.until().toString());
  }
}
