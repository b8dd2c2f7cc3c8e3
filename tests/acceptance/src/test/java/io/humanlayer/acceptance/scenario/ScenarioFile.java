package io.humanlayer.acceptance.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.acceptance.scenario.Scenario.Door;
import io.humanlayer.acceptance.scenario.Scenario.Expected;
import io.humanlayer.acceptance.scenario.Scenario.Line;
import io.humanlayer.acceptance.scenario.Scenario.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Reads scenarios. A key that means nothing fails the reading: a misspelt expectation would
/// otherwise hold for ever.
final class ScenarioFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ScenarioFile() {}

  static List<Path> all() {
    try (var files = Files.list(folder())) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    try {
      var folder = ScenarioFile.class.getClassLoader().getResource("scenarios");
      return Path.of(Objects.requireNonNull(folder).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Scenario read(Path file) {
    try {
      Object document =
          new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      return scenario(JSON.valueToTree(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Scenario scenario(JsonNode json) {
    only(json, Set.of("story", "request", "verdicts", "expect"));
    return new Scenario(
        json.required("story").asText(),
        request(json.required("request")),
        list(json.path("verdicts")).stream().map(ScenarioFile::line).toList(),
        expected(json.required("expect")));
  }

  private static Request request(JsonNode json) {
    only(json, Set.of("door", "body", "expires_in", "callback"));
    String expiresIn = text(json, "expires_in");
    return new Request(
        Door.valueOf(json.required("door").asText().toUpperCase(Locale.ROOT).replace('-', '_')),
        (ObjectNode) json.required("body"),
        expiresIn == null ? null : Duration.parse(expiresIn),
        json.path("callback").asBoolean());
  }

  private static Line line(JsonNode json) {
    only(json, Set.of("sentinel", "verdict", "reason", "refused"));
    return new Line(
        json.required("sentinel").asText(),
        json.required("verdict").asText(),
        json.required("reason").asText(),
        text(json, "refused"));
  }

  private static Expected expected(JsonNode json) {
    only(
        json,
        Set.of(
            "status",
            "outcome",
            "basis",
            "operation",
            "policy",
            "rules",
            "qualifications",
            "people",
            "reason"));
    return new Expected(
        json.required("status").asText(),
        json.required("outcome").asText(),
        json.required("basis").asText(),
        json.required("operation").asText(),
        json.required("policy").asInt(),
        list(json.required("rules")).stream().map(JsonNode::asText).toList(),
        list(json.path("qualifications")).stream().map(JsonNode::asText).toList(),
        json.path("people").asInt(),
        text(json, "reason"));
  }

  private static @Nullable String text(JsonNode json, String field) {
    return json.path(field).textValue();
  }

  private static List<JsonNode> list(JsonNode json) {
    return json instanceof MissingNode
        ? List.of()
        : StreamSupport.stream(json.spliterator(), false).toList();
  }

  private static void only(JsonNode json, Set<String> known) {
    var strange = new TreeSet<String>();
    json.fieldNames().forEachRemaining(strange::add);
    strange.removeAll(known);
    if (!strange.isEmpty()) {
      throw new IllegalArgumentException("a scenario has no " + strange);
    }
  }
}
