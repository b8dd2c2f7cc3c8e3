package io.humanlayer.gateway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.humanlayer.gateway.core.catalogue.Catalogue.Operation;
import io.humanlayer.proof.CanonicalJson;
import io.humanlayer.web.JsonFields;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Brings the arguments of an action to the one form that its digest is taken over.
final class Arguments {

  /// So many bytes of canonical arguments fit into every event that carries them.
  static final int MAX_BYTES = 256 * 1024;

  /// A decimal longer than this is left as it stands, for the catalogue to refuse.
  private static final int MAX_DECIMAL_LENGTH = 100;

  /// The digits of other scripts are not taken: a Sentinel may not be able to read them.
  private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9.]+([eE][+-]?[0-9]{1,4})?");

  private Arguments() {}

  /// A copy of `arguments` in which every declared decimal is its canonical text. Notes as a fault
  /// every number that a double cannot hold exactly: canonical JSON would change it, and two
  /// actions would share a digest.
  static ObjectNode normalise(ObjectNode arguments, Operation operation, JsonFields fields) {
    ObjectNode normal = arguments.objectNode();
    for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
      JsonNode value = argument.getValue();
      Optional<TextNode> decimal =
          operation.decimals().contains(argument.getKey()) ? decimal(value) : Optional.empty();
      if (decimal.isPresent()) {
        normal.set(argument.getKey(), decimal.get());
      } else {
        check("/arguments/" + JsonFields.escape(argument.getKey()), value, fields);
        normal.set(argument.getKey(), value);
      }
    }
    return normal;
  }

  /// The text of normal `arguments`; notes it as a fault if that is too long.
  static String canonical(ObjectNode arguments, JsonFields fields) {
    String canonical = CanonicalJson.of(arguments.toString());
    if (canonical.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      fields.fault("arguments", "The arguments may have at most " + MAX_BYTES + " bytes.");
    }
    return canonical;
  }

  private static Optional<TextNode> decimal(JsonNode value) {
    boolean written = value.isTextual() && DECIMAL.matcher(value.asText()).matches();
    if ((!value.isNumber() && !written) || value.asText().length() > MAX_DECIMAL_LENGTH) {
      return Optional.empty();
    }
    try {
      BigDecimal exact = value.isTextual() ? new BigDecimal(value.asText()) : value.decimalValue();
      boolean sane = Math.abs((long) exact.scale()) <= MAX_DECIMAL_LENGTH;
      return sane ? Optional.of(TextNode.valueOf(plain(exact))) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String plain(BigDecimal exact) {
    return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
  }

  private static void check(String at, JsonNode value, JsonFields fields) {
    switch (value) {
      case ObjectNode object ->
          object
              .properties()
              .forEach(e -> check(at + "/" + JsonFields.escape(e.getKey()), e.getValue(), fields));
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          check(at + "/" + i, array.get(i), fields);
        }
      }
      default -> {
        if (value.isNumber() && !exactAsDouble(value)) {
          fields.faultAt(at, "The number is not exact as a double; send it as a string.");
        }
      }
    }
  }

  private static boolean exactAsDouble(JsonNode number) {
    double nearest = number.doubleValue();
    return Double.isFinite(nearest)
        && DecimalNode.valueOf(new BigDecimal(Double.toString(nearest)))
                .decimalValue()
                .compareTo(number.decimalValue())
            == 0;
  }
}
