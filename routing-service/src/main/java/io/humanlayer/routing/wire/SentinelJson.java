package io.humanlayer.routing.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.app.Sentinels.Entry;
import io.humanlayer.routing.core.sentinels.Qualification;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.Source;
import io.humanlayer.web.JsonFields;
import io.humanlayer.web.Problem;
import io.humanlayer.web.StrictJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A Sentinel as the operator writes and reads them.
public final class SentinelJson {

  private static final int MAX_NAME = 200;
  private static final int MAX_WORD = 100;
  private static final int MAX_ITEMS = 100;
  private static final int MAX_LEVEL = 100;
  private static final BigDecimal MAX_CEILING = new BigDecimal("1e18");
  private static final Set<String> FIELDS =
      Set.of(
          "organisation",
          "id",
          "displayName",
          "source",
          "active",
          "qualifications",
          "languages",
          "jurisdictions",
          "ownerOf");

  private SentinelJson() {}

  /// @param now from when a qualification holds that does not say so
  /// @throws io.humanlayer.web.ProblemException with everything that is wrong
  public static Entry read(byte @Nullable [] body, Instant now) {
    var fields = new JsonFields(StrictJson.object(body)).only(FIELDS);
    String organisation = fields.text("organisation", MAX_WORD);
    String id = fields.text("id", MAX_WORD);
    String displayName = fields.text("displayName", MAX_NAME);
    Source source = source(fields);
    boolean active = active(fields);
    List<Qualification> qualifications = qualifications(fields, now);
    List<String> languages = fields.texts("languages", MAX_ITEMS, MAX_WORD);
    List<String> jurisdictions = fields.texts("jurisdictions", MAX_ITEMS, MAX_WORD);
    List<String> ownerOf = fields.texts("ownerOf", MAX_ITEMS, MAX_WORD);
    fields.check();
    try {
      return new Entry(
          new Sentinel(
              organisation(organisation),
              sentinel(id),
              displayName,
              source,
              qualifications,
              Set.copyOf(languages),
              Set.copyOf(jurisdictions),
              ownerOf.stream().map(AgentId::new).collect(Collectors.toSet())),
          active);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("/ownerOf", "An agent's id is " + e.getMessage()).asException();
    }
  }

  public static ObjectNode write(Entry entry) {
    Sentinel sentinel = entry.sentinel();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("organisation", sentinel.organisation().value());
    json.put("id", sentinel.id().value());
    json.put("displayName", sentinel.displayName());
    json.put("source", CommonAvro.word(sentinel.source()));
    json.put("active", entry.active());
    var list = json.putArray("qualifications");
    sentinel.qualifications().forEach(held -> list.add(qualification(held)));
    sentinel.languages().stream().sorted().forEach(json.putArray("languages")::add);
    sentinel.jurisdictions().stream().sorted().forEach(json.putArray("jurisdictions")::add);
    sentinel.ownerOf().stream().map(AgentId::value).sorted().forEach(json.putArray("ownerOf")::add);
    return json;
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

  private static ObjectNode qualification(Qualification held) {
    @Nullable BigDecimal ceiling = held.ceiling();
    @Nullable Instant validTo = held.validTo();
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", held.name())
        .put("level", held.level())
        .put("validFrom", held.validFrom().toString())
        .put("validTo", validTo == null ? null : validTo.toString())
        .put("ceiling", ceiling == null ? null : ceiling.toPlainString());
  }

  private static Source source(JsonFields fields) {
    String text = fields.text("source", MAX_WORD);
    return switch (text) {
      case "internal" -> Source.INTERNAL;
      case "external" -> Source.EXTERNAL;
      default -> {
        fields.fault("source", "The source is internal or external.");
        yield Source.EXTERNAL;
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

  private static List<Qualification> qualifications(JsonFields fields, Instant now) {
    var held = new ArrayList<Qualification>();
    for (JsonFields item : fields.objects("qualifications", Sentinel.MAX_QUALIFICATIONS)) {
      item.only(Set.of("name", "level", "validFrom", "validTo", "ceiling"));
      String name = item.text("name", MAX_WORD);
      int level = item.integer("level", 1, 1, MAX_LEVEL);
      @Nullable Instant validFrom = millis(item.optionalInstant("validFrom"));
      @Nullable Instant validTo = millis(item.optionalInstant("validTo"));
      @Nullable BigDecimal ceiling = item.optionalDecimal("ceiling", BigDecimal.ZERO, MAX_CEILING);
      Instant from = validFrom == null ? now.truncatedTo(ChronoUnit.MILLIS) : validFrom;
      if (validTo != null && !validTo.isAfter(from)) {
        item.fault("validTo", "A qualification ends after it begins.");
      } else if (!name.isEmpty()) {
        held.add(new Qualification(name, level, from, validTo, ceiling));
      }
    }
    return held;
  }

  private static @Nullable Instant millis(@Nullable Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS);
  }
}
