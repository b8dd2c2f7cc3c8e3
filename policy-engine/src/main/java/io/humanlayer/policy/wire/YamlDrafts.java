package io.humanlayer.policy.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.policy.app.PolicyDrafts;
import io.humanlayer.policy.core.catalogue.OperationEntry;
import io.humanlayer.policy.core.feedback.Suggestion;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Suggestions as policies in YAML. The arguments in their tests are made up: what people asked for
/// stays out of a document that is kept for ever.
@Singleton
public final class YamlDrafts implements PolicyDrafts {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final int WIDTH = 10_000;

  @Override
  public Draft write(
      String document, Suggestion suggestion, OperationEntry operation, int example) {
    var root = (ObjectNode) parse(document);
    var spec = (ObjectNode) root.path("spec");
    var tests =
        switch (suggestion) {
          case Suggestion.Loosen loosen -> loosen(spec, loosen, operation);
          case Suggestion.Tighten tighten -> tighten(spec, tighten, operation, example);
        };
    return new Draft(yaml(root), tests);
  }

  /// Exempts the requests from the rule, where the exemption can be seen, and allows them. Without
  /// a condition and another operation there is nothing left of the rule: it allows.
  private static List<String> loosen(
      ObjectNode spec, Suggestion.Loosen loosen, OperationEntry operation) {
    var condition = loosen.condition();
    var reach = loosen.rule().reach();
    boolean alone = !reach.everything() && reach.operations().size() == 1;
    var rules = (ArrayNode) spec.path("rules");
    var rule = rule(rules, loosen.rule().id());
    if (alone && condition == null) {
      rule.put("ruling", "ALLOW");
      rule.remove("require");
    } else {
      rule.put("unless", exempt(loosen, operation, alone));
      var learnt = rules.addObject().put("id", loosen.rule().id() + "-learnt");
      learnt.putArray("for").add(operation.name());
      var when = within(loosen.rule().when(), condition);
      if (when != null) {
        learnt.put("when", when);
      }
      learnt.put("ruling", "ALLOW");
    }
    var within = "learnt: " + operation.name() + " passes";
    addTest(spec, within, operation, arguments(operation, loosen, BigDecimal.ZERO), "ALLOW");
    if (condition == null) {
      return List.of(within);
    }
    var beyond = "learnt: " + operation.name() + " beyond " + loosen.upTo() + " still asks";
    addTest(spec, beyond, operation, arguments(operation, loosen, CENT), "ARBITRIUM");
    return List.of(within, beyond);
  }

  /// What is allowed is what the rule asked about, and no more of it than was approved.
  private static @Nullable String within(@Nullable String when, @Nullable String condition) {
    if (when == null || condition == null) {
      return when == null ? condition : when;
    }
    return "(" + when + ") && " + condition;
  }

  private static String exempt(Suggestion.Loosen loosen, OperationEntry operation, boolean alone) {
    var parts = new ArrayList<String>(2);
    if (!alone) {
      parts.add("op.name == \"" + operation.name() + "\"");
    }
    if (loosen.condition() != null) {
      parts.add(loosen.condition());
    }
    var exempt = String.join(" && ", parts);
    var unless = loosen.rule().unless();
    return unless == null ? exempt : "(" + unless + ") || (" + exempt + ")";
  }

  /// Denies where the rule asked. Its test is that of the policy by which the rule asks.
  private static List<String> tighten(
      ObjectNode spec, Suggestion.Tighten tighten, OperationEntry operation, int example) {
    var rules = (ArrayNode) spec.path("rules");
    var refused = rule(rules, tighten.rule().id()).deepCopy();
    refused.put("id", tighten.rule().id() + "-refused");
    refused.putArray("for").add(operation.name());
    refused.put("ruling", "DENY");
    refused.remove("require");
    rules.add(refused);
    var name = "learnt: " + operation.name() + " is refused";
    var test = (ObjectNode) spec.path("tests").path(example).deepCopy();
    test.put("name", name);
    test.putObject("expect").put("ruling", "DENY");
    ((ArrayNode) spec.path("tests")).add(test);
    return List.of(name);
  }

  private static ObjectNode rule(ArrayNode rules, String id) {
    for (JsonNode rule : rules) {
      if (rule.path("id").asText().equals(id)) {
        return (ObjectNode) rule;
      }
    }
    throw new IllegalArgumentException("no rule " + id);
  }

  private static void addTest(
      ObjectNode spec, String name, OperationEntry operation, ObjectNode arguments, String ruling) {
    var tests = spec.path("tests") instanceof ArrayNode there ? there : spec.putArray("tests");
    var test = tests.addObject().put("name", name).put("do", operation.name());
    test.set("args", arguments);
    test.putObject("expect").put("ruling", ruling);
  }

  private static ObjectNode arguments(
      OperationEntry operation, Suggestion.Loosen loosen, BigDecimal beyond) {
    var arguments = JSON.createObjectNode();
    operation
        .arguments()
        .forEach(
            (name, type) -> {
              switch (type) {
                case STRING -> arguments.put(name, "x");
                case INT -> arguments.put(name, 1);
                case DECIMAL -> arguments.put(name, "1");
                case BOOL -> arguments.put(name, true);
                case LIST -> arguments.putArray(name).add("x");
              }
            });
    var upTo = loosen.upTo();
    if (upTo != null) {
      arguments.put("amount", upTo.add(beyond).toPlainString());
      arguments.put("currency", loosen.evidence().currency());
    }
    return arguments;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a published document is JSON", e);
    }
  }

  private static String yaml(JsonNode document) {
    var settings =
        DumpSettings.builder()
            .setSchema(new CoreSchema())
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(WIDTH)
            .build();
    return new Dump(settings).dumpToString(JSON.convertValue(document, Map.class));
  }
}
