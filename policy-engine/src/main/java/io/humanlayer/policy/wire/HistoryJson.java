package io.humanlayer.policy.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.history.AskedPolicy;
import io.humanlayer.policy.core.history.PastDecision.PastVerdict;
import io.humanlayer.policy.core.history.RuleRef;
import io.humanlayer.policy.core.policy.PolicyRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The parts of a recorded request that are lists, as JSON.
public final class HistoryJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private HistoryJson() {}

  public static Data arguments(String json) {
    return JsonData.parse(json);
  }

  public static String policies(List<AskedPolicy> policies) {
    var array = JSON.arrayNode();
    for (var asked : policies) {
      array
          .addObject()
          .put("layer", asked.policy().layer().word())
          .put("name", asked.policy().name())
          .put("number", asked.policy().number())
          .put("digest", asked.digest());
    }
    return array.toString();
  }

  public static List<AskedPolicy> policies(OrganisationId organisation, @Nullable String json) {
    return list(
        json,
        policy ->
            new AskedPolicy(
                new PolicyRef(
                    organisation,
                    IntakeAvro.layer(policy.path("layer").asText()),
                    policy.path("name").asText(),
                    policy.path("number").asInt()),
                policy.path("digest").asText()));
  }

  public static String rules(List<RuleRef> rules) {
    var array = JSON.arrayNode();
    rules.forEach(rule -> array.addObject().put("layer", rule.layer()).put("id", rule.id()));
    return array.toString();
  }

  public static List<RuleRef> rules(@Nullable String json) {
    return list(json, rule -> new RuleRef(rule.path("layer").asText(), rule.path("id").asText()));
  }

  public static String limits(Map<String, BigDecimal> limits) {
    var object = JSON.objectNode();
    new TreeMap<>(limits).forEach((name, value) -> object.put(name, value.toPlainString()));
    return object.toString();
  }

  public static Map<String, BigDecimal> limits(@Nullable String json) {
    var limits = new HashMap<String, BigDecimal>();
    if (json != null) {
      parse(json)
          .properties()
          .forEach(one -> limits.put(one.getKey(), new BigDecimal(one.getValue().asText())));
    }
    return limits;
  }

  public static String texts(List<String> texts) {
    var array = JSON.arrayNode();
    texts.forEach(array::add);
    return array.toString();
  }

  public static List<String> texts(@Nullable String json) {
    return list(json, JsonNode::asText);
  }

  public static String verdicts(List<PastVerdict> verdicts) {
    var array = JSON.arrayNode();
    for (var verdict : verdicts) {
      array
          .addObject()
          .put("sentinel", verdict.sentinel())
          .put("panel", verdict.panel())
          .put("verdict", verdict.verdict())
          .put("at", verdict.at().toString());
    }
    return array.toString();
  }

  public static List<PastVerdict> verdicts(@Nullable String json) {
    return list(
        json,
        verdict ->
            new PastVerdict(
                verdict.path("sentinel").asText(),
                verdict.path("panel").asText(),
                verdict.path("verdict").asText(),
                Instant.parse(verdict.path("at").asText())));
  }

  /// @param json milliseconds by Sentinel
  public static Map<String, Instant> views(@Nullable String json) {
    var views = new HashMap<String, Instant>();
    if (json != null) {
      parse(json)
          .properties()
          .forEach(one -> views.put(one.getKey(), Instant.ofEpochMilli(one.getValue().asLong())));
    }
    return views;
  }

  private static <T> List<T> list(@Nullable String json, Function<JsonNode, T> read) {
    var items = new ArrayList<T>();
    if (json != null) {
      parse(json).forEach(item -> items.add(read.apply(item)));
    }
    return items;
  }

  private static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what we stored is JSON", e);
    }
  }
}
