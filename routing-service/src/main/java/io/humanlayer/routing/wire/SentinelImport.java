package io.humanlayer.routing.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.routing.app.Sentinels;
import io.humanlayer.routing.app.Sentinels.Entry;
import io.humanlayer.web.JsonFields;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Fault;
import io.humanlayer.web.ProblemException;
import io.humanlayer.web.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Many Sentinels at once, as JSON or as a table. Each must say from when its qualifications hold,
/// so that the same document again is no news.
public final class SentinelImport {

  private SentinelImport() {}

  /// How a register is written down.
  public enum Format {
    JSON("application/json"),
    CSV("text/csv");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    public String mediaType() {
      return mediaType;
    }

    /// By the query parameter or the content type.
    public static Format of(@Nullable String name) {
      String word = name == null ? "json" : name;
      if (word.equals("json") || word.startsWith(JSON.mediaType)) {
        return JSON;
      }
      if (word.equals("csv") || word.startsWith(CSV.mediaType)) {
        return CSV;
      }
      throw Problem.invalid("/format", "The format is csv or json.").asException();
    }
  }

  public static String write(List<Entry> entries, Format format) {
    return switch (format) {
      case CSV -> SentinelCsv.write(entries);
      case JSON -> {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var items = json.putArray("items");
        entries.forEach(entry -> items.add(SentinelJson.portable(entry)));
        yield json.toString();
      }
    };
  }

  /// @throws ProblemException with what is wrong, by line (a table's first is 1) or by item
  public static List<Entry> read(
      byte @Nullable [] body, Format format, OrganisationId organisation) {
    Map<String, JsonNode> items =
        switch (format) {
          case CSV -> table(body);
          case JSON -> items(body);
        };
    var entries = new ArrayList<Entry>();
    var faults = new ArrayList<Fault>();
    Set<String> seen = new HashSet<>();
    items.forEach(
        (pointer, item) -> {
          if (item instanceof ObjectNode object) {
            entry(object, pointer, organisation, entries, faults);
            if (!seen.add(object.path("id").asText())) {
              faults.add(new Fault(pointer + "/id", "The Sentinel is there twice."));
            }
          } else {
            faults.add(new Fault(pointer, "Each item must be an object."));
          }
        });
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults.subList(0, Math.min(faults.size(), JsonFields.MAX_FAULTS)))
          .asException();
    }
    return entries;
  }

  private static void entry(
      ObjectNode object,
      String pointer,
      OrganisationId organisation,
      List<Entry> entries,
      List<Fault> faults) {
    var fields = new JsonFields(object);
    var entry = SentinelJson.read(fields, organisation, null);
    try {
      fields.check();
      entry.ifPresent(entries::add);
    } catch (ProblemException e) {
      e.problem()
          .errors()
          .forEach(fault -> faults.add(new Fault(pointer + fault.pointer(), fault.detail())));
    }
  }

  private static Map<String, JsonNode> items(byte @Nullable [] body) {
    ObjectNode document = StrictJson.object(body);
    var fields = new JsonFields(document).only(Set.of("items"));
    @Nullable JsonNode list = fields.raw("items");
    if (list == null || !list.isArray() || list.size() > Sentinels.MAX_IMPORT) {
      fields.fault("items", "The field must be a list of at most " + Sentinels.MAX_IMPORT + ".");
    }
    fields.check();
    Map<String, JsonNode> items = new LinkedHashMap<>();
    for (int i = 0; list != null && i < list.size(); i++) {
      items.put("/items/" + i, list.get(i));
    }
    return items;
  }

  private static Map<String, JsonNode> table(byte @Nullable [] body) {
    if (body == null || body.length == 0) {
      throw Problem.invalid("", "A table is expected; the body is empty.").asException();
    }
    if (body.length > StrictJson.MAX_BYTES) {
      throw StrictJson.tooLarge();
    }
    Map<String, JsonNode> items = new LinkedHashMap<>();
    SentinelCsv.read(new String(body, StandardCharsets.UTF_8))
        .forEach((line, sentinel) -> items.put("/" + line, sentinel));
    return items;
  }
}
