package io.humanlayer.gateway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.gateway.core.catalogue.Catalogue.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The operations that a published policy document declares.
public final class PolicyDocument {

  private PolicyDocument() {}

  /// Reads them from the document's canonical JSON.
  public static List<Operation> operations(String document) {
    var operations = new ArrayList<Operation>();
    JsonNode declared = ExactJson.parse(document).path("spec").path("operations");
    for (Map.Entry<String, JsonNode> entry : declared.properties()) {
      Set<String> aliases = new HashSet<>();
      entry.getValue().path("alias").forEach(alias -> aliases.add(alias.asText()));
      Set<String> decimals = new HashSet<>();
      entry
          .getValue()
          .path("args")
          .properties()
          .forEach(
              argument -> {
                if ("decimal".equals(argument.getValue().asText())) {
                  decimals.add(argument.getKey());
                }
              });
      operations.add(new Operation(entry.getKey(), aliases, decimals));
    }
    return operations;
  }
}
