package io.humanlayer.routing.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.routing.app.Sentinels;
import io.humanlayer.routing.app.Sentinels.Entry;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Fault;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// Sentinels as a table: a line for each qualification, the Sentinel's own columns repeated, lists
/// parted by blanks. What is read becomes the JSON that `SentinelImport` checks.
final class SentinelCsv {

  private static final List<String> TEXTS =
      List.of("id", "displayName", "source", "provider", "company", "household");
  private static final List<String> LISTS = List.of("languages", "jurisdictions", "ownerOf");
  private static final List<String> HELD_TEXTS =
      List.of("name", "validFrom", "validTo", "ceiling", "issuer", "evidence");
  private static final List<String> HELD_LISTS =
      List.of("operations", "jurisdictions", "languages");
  private static final String HELD = "qualification.";
  private static final List<String> HEADER = header();

  private SentinelCsv() {}

  private static List<String> header() {
    var header = new ArrayList<>(TEXTS);
    header.addAll(List.of("active", "capacity"));
    header.addAll(LISTS);
    HELD_TEXTS.forEach(name -> header.add(HELD + name));
    header.add(HELD + "level");
    HELD_LISTS.forEach(name -> header.add(HELD + name));
    return List.copyOf(header);
  }

  static String write(List<Entry> entries) {
    var out = new StringBuilder();
    try (var printer = new CSVPrinter(out, CSVFormat.RFC4180)) {
      printer.printRecord(HEADER);
      for (Entry entry : entries) {
        ObjectNode json = SentinelJson.portable(entry);
        var held = json.withArray("qualifications");
        for (int i = 0; i < Math.max(1, held.size()); i++) {
          printer.printRecord(line(json, held.path(i)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static List<String> line(ObjectNode sentinel, JsonNode held) {
    return HEADER.stream()
        .map(
            column ->
                cell(
                    column.startsWith(HELD)
                        ? held.path(column.substring(HELD.length()))
                        : sentinel.path(column)))
        .toList();
  }

  private static String cell(JsonNode value) {
    if (value instanceof ArrayNode list) {
      var items = new ArrayList<String>();
      list.forEach(item -> items.add(item.asText()));
      return String.join(" ", items);
    }
    return value.isNull() ? "" : value.asText();
  }

  /// The Sentinels of a table, each with the number of the line that it begins on.
  ///
  /// @throws io.humanlayer.web.ProblemException if it is no such table
  static Map<Integer, ObjectNode> read(String text) {
    var lines = new LinkedHashMap<Integer, ObjectNode>();
    var byId = new LinkedHashMap<String, Integer>();
    var faults = new ArrayList<Fault>();
    var format =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get();
    try (var parser = format.parse(new StringReader(text))) {
      parser.getHeaderNames().stream()
          .filter(name -> !HEADER.contains(name))
          .forEach(name -> faults.add(new Fault("/1", "There is no column " + name + ".")));
      for (CSVRecord row : parser) {
        int line = (int) row.getRecordNumber() + 1;
        if (line > Sentinels.MAX_IMPORT + 1) {
          faults.add(new Fault("", "At most " + Sentinels.MAX_IMPORT + " lines at once."));
          break;
        }
        if (!row.isConsistent()) {
          faults.add(new Fault("/" + line, "The line has not as many columns as the first."));
          continue;
        }
        add(row, line, lines, byId, faults);
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      faults.add(new Fault("", "The table cannot be read: " + e.getMessage()));
    }
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults).asException();
    }
    return lines;
  }

  private static void add(
      CSVRecord row,
      int line,
      Map<Integer, ObjectNode> lines,
      Map<String, Integer> byId,
      List<Fault> faults) {
    ObjectNode sentinel = sentinel(row);
    String id = sentinel.path("id").asText();
    @Nullable Integer first = byId.putIfAbsent(id, line);
    @Nullable ObjectNode known = first == null ? null : lines.get(first);
    ObjectNode whole = known == null ? sentinel.deepCopy() : known;
    if (known == null) {
      whole.putArray("qualifications");
      lines.put(line, whole);
    } else {
      ObjectNode bare = known.deepCopy();
      bare.remove("qualifications");
      if (!bare.equals(sentinel)) {
        faults.add(
            new Fault("/" + line, "The line contradicts line " + first + " about " + id + "."));
      }
    }
    ObjectNode held = held(row);
    if (!held.isEmpty()) {
      whole.withArray("qualifications").add(held);
    }
  }

  private static ObjectNode sentinel(CSVRecord row) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    TEXTS.forEach(name -> text(row, name, json, name));
    LISTS.forEach(name -> list(row, name, json, name));
    number(row, "capacity", json, "capacity");
    String active = value(row, "active");
    switch (active) {
      case "" -> {}
      case "true" -> json.put("active", true);
      case "false" -> json.put("active", false);
      default -> json.put("active", active);
    }
    return json;
  }

  private static ObjectNode held(CSVRecord row) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    HELD_TEXTS.forEach(name -> text(row, HELD + name, json, name));
    HELD_LISTS.forEach(name -> list(row, HELD + name, json, name));
    number(row, HELD + "level", json, "level");
    return json;
  }

  private static void text(CSVRecord row, String column, ObjectNode json, String name) {
    String value = value(row, column);
    if (!value.isEmpty()) {
      json.put(name, value);
    }
  }

  private static void list(CSVRecord row, String column, ObjectNode json, String name) {
    String value = value(row, column);
    if (!value.isEmpty()) {
      var items = json.putArray(name);
      for (String item : value.split(" +", -1)) {
        items.add(item);
      }
    }
  }

  /// What is no number stays a text, which the reader of the JSON refuses by name.
  private static void number(CSVRecord row, String column, ObjectNode json, String name) {
    String value = value(row, column);
    if (value.matches("[0-9]{1,9}")) {
      json.put(name, Integer.parseInt(value));
    } else if (!value.isEmpty()) {
      json.put(name, value);
    }
  }

  private static String value(CSVRecord row, String column) {
    return row.isMapped(column) ? row.get(column).strip() : "";
  }
}
