package io.humanlayer.policy.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.people.Sentinel;
import io.humanlayer.policy.core.people.Sentinel.Held;
import io.humanlayer.policy.core.requirement.Source;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A Sentinel as JSON, as the database keeps them.
public final class SentinelJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SentinelJson() {}

  public static String write(Sentinel sentinel) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("source", sentinel.source().name()).put("employed", sentinel.employed());
    texts(json, "languages", sentinel.languages());
    texts(json, "jurisdictions", sentinel.jurisdictions());
    var held = json.putArray("qualifications");
    for (var one : sentinel.qualifications()) {
      held.addObject()
          .put("name", one.name())
          .put("level", one.level())
          .put("valid_from", one.validFrom().toString())
          .put("valid_to", one.validTo() == null ? null : one.validTo().toString());
    }
    return json.toString();
  }

  private static void texts(ObjectNode json, String name, Collection<String> values) {
    new TreeSet<>(values).forEach(json.putArray(name)::add);
  }

  public static Sentinel read(OrganisationId organisation, String id, String text) {
    try {
      var json = MAPPER.readTree(text);
      return new Sentinel(
          organisation,
          id,
          Source.valueOf(json.path("source").asText()),
          json.path("employed").asBoolean(),
          texts(json.path("languages")),
          texts(json.path("jurisdictions")),
          json.path("qualifications").valueStream().map(SentinelJson::held).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what this service wrote it can read", e);
    }
  }

  private static Held held(JsonNode json) {
    var until = json.path("valid_to");
    return new Held(
        json.path("name").asText(),
        json.path("level").asInt(),
        Instant.parse(json.path("valid_from").asText()),
        until.isTextual() ? Instant.parse(until.asText()) : null);
  }

  private static Set<String> texts(JsonNode json) {
    return json.valueStream().map(JsonNode::asText).collect(Collectors.toUnmodifiableSet());
  }

  /// A JSON array of one text.
  public static String text(String value) {
    return HistoryJson.texts(List.of(value));
  }
}
