package io.humanlayer.gateway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.proof.CanonicalJson;
import java.math.BigDecimal;
import java.util.TreeMap;

/// Whether two bodies say the same: a digest that the order of fields and the spelling of numbers
/// do not change, and everything else does. Canonical JSON (RFC 8785) will not do here, for it
/// takes numbers as doubles, and an agent's context may hold any number.
final class Fingerprint {

  private Fingerprint() {}

  static String of(JsonNode body) {
    return CanonicalJson.digest(normal(body).toString());
  }

  private static JsonNode normal(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        var sorted = new TreeMap<String, JsonNode>();
        object.properties().forEach(field -> sorted.put(field.getKey(), normal(field.getValue())));
        ObjectNode copy = object.objectNode();
        sorted.forEach(copy::set);
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = array.arrayNode();
        array.forEach(item -> copy.add(normal(item)));
        yield copy;
      }
      default -> node.isNumber() ? DecimalNode.valueOf(plain(node.decimalValue())) : node;
    };
  }

  private static BigDecimal plain(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }
}
