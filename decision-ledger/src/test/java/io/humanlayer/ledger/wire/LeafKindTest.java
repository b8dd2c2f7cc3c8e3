package io.humanlayer.ledger.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humanlayer.eventing.Contracts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No leaf of any kind admits free text: all schemas are walked, those of other engineers too.
class LeafKindTest {

  private static final String SENTENCE = "Ada Lovelace, born 1815, ada@example.org";

  /// Names under which people write; a field of such a name must be marked.
  private static final Set<String> WRITTEN =
      Set.of(
          "reason",
          "answer",
          "summary",
          "context",
          "arguments",
          "target",
          "callbackUrl",
          "url",
          "rationale",
          "note_text",
          "comment",
          "message",
          "document",
          "errors",
          "owner");

  /// What the ledger reads: not what organisations write, nor what it writes itself.
  static List<String> events() {
    Path avro = Path.of(System.getProperty("humanlayer.root")).resolve("contracts/avro");
    try (Stream<Path> files = Files.walk(avro)) {
      return files
          .filter(file -> file.toString().endsWith(".avsc"))
          .map(avro::relativize)
          .filter(file -> !file.startsWith("ext") && !file.startsWith("ledger"))
          .map(file -> "io.humanlayer." + file.toString().replace('/', '.').replace(".avsc", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void every_text_in_a_leaf_is_an_enum_a_time_or_a_bounded_token(String event) throws IOException {
    JsonNode schema =
        new ObjectMapper().readTree(LeafKind.schema(Contracts.type(event)).orElseThrow());
    List<String> open = new ArrayList<>();
    walk(schema, event, open);

    assertThat(open).as("texts without bound, and objects that admit more").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("events")
  void what_people_write_is_marked_as_content(String event) {
    List<String> unmarked = new ArrayList<>();
    unmarked(Contracts.schema(event), event, unmarked);

    assertThat(unmarked)
        .as("mark it with \"content\": true in its .avsc, or say \"a code\" if it is one")
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("events")
  void a_sentence_in_any_field_reaches_no_document(String event) {
    var record = filled(Contracts.schema(event));

    String document = LeafDocument.of(record).toString();

    assertThat(document).doesNotContain("Ada", "1815", "@");
  }

  @Test
  void an_amount_is_no_sentence() {
    assertThat(LeafKind.isToken("5000.00 EUR")).isTrue();
    assertThat(LeafKind.isToken("sha256:ab")).isTrue();
    assertThat(LeafKind.isToken("ada@example.org")).isFalse();
    assertThat(LeafKind.isToken("Ada Lovelace")).isFalse();
    assertThat(LeafKind.isToken("a".repeat(LeafKind.MAX_TOKEN + 1))).isFalse();
  }

  private static void walk(JsonNode schema, String at, List<String> open) {
    String type = schema.path("type").asText();
    if (type.equals("string") && !schema.has("pattern") && !schema.has("format")) {
      open.add(at);
    }
    if (type.equals("object") && schema.path("additionalProperties").asBoolean(true)) {
      open.add(at);
    }
    schema
        .path("properties")
        .properties()
        .forEach(it -> walk(it.getValue(), at + "/" + it.getKey(), open));
    schema.path("anyOf").forEach(it -> walk(it, at, open));
    if (schema.has("items")) {
      walk(schema.get("items"), at + "[]", open);
    }
  }

  private static void unmarked(Schema schema, String at, List<String> unmarked) {
    switch (schema.getType()) {
      case RECORD ->
          schema
              .getFields()
              .forEach(
                  field -> {
                    String path = at + "/" + field.name();
                    if (LeafKind.isContent(field)) {
                      return;
                    }
                    if (WRITTEN.contains(field.name())
                        && isText(field.schema())
                        && !"a code".equals(field.doc())) {
                      unmarked.add(path);
                    }
                    unmarked(field.schema(), path, unmarked);
                  });
      case ARRAY -> unmarked(schema.getElementType(), at, unmarked);
      case UNION -> schema.getTypes().forEach(it -> unmarked(it, at, unmarked));
      default -> {}
    }
  }

  private static boolean isText(Schema schema) {
    return switch (schema.getType()) {
      case STRING -> true;
      case UNION -> schema.getTypes().stream().anyMatch(LeafKindTest::isText);
      case ARRAY -> isText(schema.getElementType());
      default -> false;
    };
  }

  private static GenericRecord filled(Schema schema) {
    var record = new GenericData.Record(schema);
    schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema())));
    return record;
  }

  private static Object value(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> filled(schema);
      case ARRAY -> List.of(value(schema.getElementType()));
      case UNION ->
          value(
              schema.getTypes().stream()
                  .filter(it -> it.getType() != Schema.Type.NULL)
                  .findFirst()
                  .orElseThrow());
      case ENUM -> new GenericData.EnumSymbol(schema, schema.getEnumSymbols().getFirst());
      case STRING -> SENTENCE;
      case LONG -> 7L;
      case INT -> 7;
      case BOOLEAN -> true;
      case DOUBLE -> 0.5;
      default -> throw new IllegalStateException("contracts do not use " + schema.getType());
    };
  }
}
