package io.humanlayer.routing.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.app.Sentinels.Entry;
import io.humanlayer.routing.core.sentinels.Affiliation;
import io.humanlayer.routing.core.sentinels.Particulars;
import io.humanlayer.routing.core.sentinels.Presence;
import io.humanlayer.routing.core.sentinels.Proofing;
import io.humanlayer.routing.core.sentinels.Qualification;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.Source;
import io.humanlayer.routing.core.sentinels.Standing;
import io.humanlayer.web.JsonFields;
import io.humanlayer.web.Problem;
import io.humanlayer.web.StrictJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A Sentinel as the operator writes and reads them.
public final class SentinelJson {

  private static final int MAX_NAME = 200;
  private static final int MAX_WORD = 100;
  private static final int MAX_ITEMS = 100;
  private static final int MAX_CAPACITY = 100_000;
  private static final Set<String> FIELDS =
      Set.of(
          "organisation",
          "id",
          "displayName",
          "source",
          "active",
          "provider",
          "company",
          "household",
          "capacity",
          "qualifications",
          "languages",
          "jurisdictions",
          "ownerOf");

  private SentinelJson() {}

  /// @param now from when a qualification holds that does not say so
  /// @throws io.humanlayer.web.ProblemException with everything that is wrong
  public static Entry read(byte @Nullable [] body, Instant now) {
    var fields = new JsonFields(StrictJson.object(body));
    Optional<Entry> entry = read(fields, null, now);
    fields.check();
    return entry.orElseThrow(() -> new IllegalStateException("an entry or a fault"));
  }

  /// What `fields` say; nothing if faults were noted instead.
  ///
  /// @param organisation whose Sentinel it is; none if the document says so
  /// @param now from when a qualification holds that does not say so; none if it must
  static Optional<Entry> read(
      JsonFields fields, @Nullable OrganisationId organisation, @Nullable Instant now) {
    fields.only(FIELDS);
    @Nullable OrganisationId org =
        organisation == null
            ? parsed(fields, "organisation", OrganisationId::new).orElse(null)
            : organisation;
    @Nullable SentinelId id = parsed(fields, "id", SentinelId::new).orElse(null);
    String displayName = fields.text("displayName", MAX_NAME);
    @Nullable Source source = source(fields);
    boolean active = active(fields);
    var affiliation =
        new Affiliation(
            fields.optionalText("provider", MAX_WORD),
            fields.optionalText("company", MAX_WORD),
            fields.optionalText("household", MAX_WORD));
    int capacity = fields.integer("capacity", Particulars.DEFAULT_CAPACITY, 1, MAX_CAPACITY);
    List<Qualification> qualifications =
        fields.objects("qualifications", Sentinel.MAX_QUALIFICATIONS).stream()
            .flatMap(item -> QualificationJson.read(item, now).stream())
            .toList();
    List<String> languages = fields.texts("languages", MAX_ITEMS, MAX_WORD);
    List<String> jurisdictions = fields.texts("jurisdictions", MAX_ITEMS, MAX_WORD);
    Set<AgentId> ownerOf = agents(fields);
    if (org == null || id == null || displayName.isEmpty() || source == null) {
      return Optional.empty();
    }
    var standing =
        new Standing(
            affiliation,
            null,
            null,
            new Presence.Available(),
            capacity,
            0,
            List.of(),
            List.of(),
            Map.of());
    return Optional.of(
        new Entry(
            new Sentinel(
                org,
                id,
                displayName,
                source,
                qualifications,
                Set.copyOf(languages),
                Set.copyOf(jurisdictions),
                ownerOf,
                standing),
            active));
  }

  /// What can be read again: neither standing nor delegations.
  public static ObjectNode portable(Entry entry) {
    Sentinel sentinel = entry.sentinel();
    Affiliation affiliation = sentinel.standing().affiliation();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", sentinel.id().value());
    json.put("displayName", sentinel.displayName());
    json.put("source", CommonAvro.word(sentinel.source()));
    json.put("active", entry.active());
    present(json, "provider", affiliation.provider());
    present(json, "company", affiliation.company());
    present(json, "household", affiliation.household());
    json.put("capacity", sentinel.standing().capacity());
    var list = json.putArray("qualifications");
    sentinel.qualifications().forEach(held -> list.add(QualificationJson.write(held)));
    sentinel.languages().stream().sorted().forEach(json.putArray("languages")::add);
    sentinel.jurisdictions().stream().sorted().forEach(json.putArray("jurisdictions")::add);
    sentinel.ownerOf().stream().map(AgentId::value).sorted().forEach(json.putArray("ownerOf")::add);
    return json;
  }

  /// Everything but the delegations.
  public static ObjectNode write(Entry entry) {
    Standing standing = entry.sentinel().standing();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("organisation", entry.sentinel().organisation().value());
    json.setAll(portable(entry));
    @Nullable Proofing proofing = standing.proofing();
    if (proofing != null) {
      json.putObject("identity")
          .put("method", proofing.method())
          .put("level", proofing.level())
          .put("verifier", proofing.verifier())
          .put("at", proofing.at().toString());
    }
    present(json, "suspended", standing.suspended());
    json.set("presence", presence(standing.presence()));
    json.put("load", standing.load());
    var conflicts = json.putArray("conflicts");
    standing
        .interests()
        .forEach(
            interest ->
                conflicts
                    .addObject()
                    .put("id", interest.id())
                    .put("kind", CommonAvro.word(interest.kind()))
                    .put("value", interest.value()));
    return json;
  }

  private static ObjectNode presence(Presence presence) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    return switch (presence) {
      case Presence.Available _ -> json.put("presence", "available");
      case Presence.Away(var cause, var until) ->
          json.put("presence", "away")
              .put("cause", CommonAvro.word(cause))
              .put("until", until == null ? null : until.toString());
    };
  }

  /// @throws io.humanlayer.web.ProblemException `invalid-request` if it is none
  public static OrganisationId organisation(@Nullable String text) {
    try {
      return new OrganisationId(text == null ? "" : text);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("/organisation", "An organisation's id: " + e.getMessage())
          .asException();
    }
  }

  /// @throws io.humanlayer.web.ProblemException `invalid-request` if it is none
  public static SentinelId sentinel(String text) {
    try {
      return new SentinelId(text);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("/id", "A Sentinel's id: " + e.getMessage()).asException();
    }
  }

  static <T> Optional<T> parsed(
      JsonFields fields, String name, java.util.function.Function<String, T> parse) {
    String text = fields.text(name, MAX_WORD);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse.apply(text));
    } catch (IllegalArgumentException e) {
      fields.fault(name, Objects.requireNonNullElse(e.getMessage(), "not valid"));
      return Optional.empty();
    }
  }

  private static Set<AgentId> agents(JsonFields fields) {
    try {
      return fields.texts("ownerOf", MAX_ITEMS, MAX_WORD).stream()
          .map(AgentId::new)
          .collect(Collectors.toSet());
    } catch (IllegalArgumentException e) {
      fields.fault("ownerOf", "An agent's id is " + e.getMessage());
      return Set.of();
    }
  }

  private static void present(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static @Nullable Source source(JsonFields fields) {
    return switch (fields.text("source", MAX_WORD)) {
      case "internal" -> Source.INTERNAL;
      case "external" -> Source.EXTERNAL;
      case "" -> null;
      default -> {
        fields.fault("source", "The source is internal or external.");
        yield null;
      }
    };
  }

  private static boolean active(JsonFields fields) {
    var node = fields.raw("active");
    if (node != null && !node.isBoolean()) {
      fields.fault("active", "The field must be true or false.");
    }
    return node == null || node.booleanValue();
  }
}
