package io.humanlayer.ledger.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.ledger.core.usage.DecisionUse;
import io.humanlayer.ledger.core.usage.Registration;
import io.humanlayer.ledger.core.usage.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A monthly statement as JSON and CSV, and the documents of a log as what it is made of.
public final class UsageJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private UsageJson() {}

  public static DecisionUse decision(long index, String document) {
    JsonNode data = data(document);
    List<String> sentinels = new ArrayList<>();
    data.path("verdicts").forEach(verdict -> sentinels.add(verdict.path("sentinel").asText()));
    return new DecisionUse(
        index,
        data.path("type").asText(),
        data.path("level").asLong(),
        data.path("basis").asText(),
        sentinels);
  }

  public static Registration registration(long index, String document) {
    JsonNode data = data(document);
    return new Registration(
        index,
        data.path("sentinel").asText(),
        data.path("source").asText("internal").toLowerCase(Locale.ROOT));
  }

  /// @param size of the head that covers everything counted
  public static String json(String org, String month, String origin, long size, Statement usage) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("organisation", org).put("month", month).put("origin", origin).put("treeSize", size);
    var lines = json.putArray("lines");
    for (Statement.Line line : usage.lines()) {
      var leaves =
          lines
              .addObject()
              .put("type", line.type())
              .put("level", line.level())
              .put("basis", line.basis())
              .put("source", line.source())
              .put("decisions", line.count())
              .putArray("leaves");
      line.leaves().forEach(leaves::add);
    }
    return CanonicalJson.of(json);
  }

  /// RFC 4180; every value is a token, so none needs quotes.
  public static String csv(String org, String month, Statement usage) {
    var csv = new StringBuilder("organisation,month,type,level,basis,source,decisions,leaves\r\n");
    for (Statement.Line line : usage.lines()) {
      csv.append(
          String.join(
              ",",
              org,
              month,
              line.type(),
              Long.toString(line.level()),
              line.basis(),
              line.source(),
              Integer.toString(line.count()),
              String.join(";", line.leaves().stream().map(String::valueOf).toList())));
      csv.append("\r\n");
    }
    return csv.toString();
  }

  private static JsonNode data(String document) {
    try {
      return JSON.readTree(document).path("data");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored document is not JSON", e);
    }
  }
}
