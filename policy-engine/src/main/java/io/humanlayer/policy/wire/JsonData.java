package io.humanlayer.policy.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.web.ProblemException;
import io.humanlayer.web.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/// JSON as data. What is not JSON is unreadable data, which fits no catalogue: it is ruled upon
/// like any arguments that do not fit, never dropped.
public final class JsonData {

  private JsonData() {}

  static Data parse(String json) {
    try {
      return data(StrictJson.parse(json.getBytes(StandardCharsets.UTF_8)));
    } catch (ProblemException e) {
      return new Data.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  public static Data data(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> new Data.Text(node.textValue());
      case BOOLEAN -> new Data.Flag(node.booleanValue());
      case NULL -> new Data.Nothing();
      case NUMBER -> Data.number(node.decimalValue());
      case ARRAY -> {
        var items = new ArrayList<Data>(node.size());
        node.forEach(item -> items.add(data(item)));
        yield new Data.Sequence(items);
      }
      case OBJECT -> {
        var fields = LinkedHashMap.<String, Data>newLinkedHashMap(node.size());
        node.properties().forEach(field -> fields.put(field.getKey(), data(field.getValue())));
        yield new Data.Struct(fields);
      }
      case BINARY, MISSING, POJO -> new Data.Unreadable("not a JSON value");
    };
  }
}
