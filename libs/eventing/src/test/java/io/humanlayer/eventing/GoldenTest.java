package io.humanlayer.eventing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bytes that were once written are read for ever. Golden files are added, never changed.
class GoldenTest {

  private static final String WRITE = "humanlayer.golden";
  private static final String HOW =
      "contracts/avro/%s.avsc has no golden bytes of its present form. Write them with"
          + " `mvn -pl libs/eventing test -Dtest=GoldenTest -D"
          + WRITE
          + "=write` and commit contracts/golden; never edit or delete an older version.";

  @BeforeAll
  static void write_what_is_missing_if_asked_to() {
    if ("write".equals(System.getProperty(WRITE))) {
      all().stream().filter(golden -> !covered(golden)).forEach(Golden::write);
    }
  }

  static List<Golden> all() {
    return Golden.all();
  }

  @Test
  void there_are_schemas() {
    assertThat(all()).hasSizeGreaterThanOrEqualTo(22);
  }

  @ParameterizedTest
  @MethodSource("all")
  void every_schema_has_golden_bytes_of_its_present_form(Golden golden) {
    assertThat(covered(golden)).as(HOW, golden).isTrue();
  }

  @ParameterizedTest
  @MethodSource("all")
  void the_newest_bytes_are_what_is_written_today(Golden golden) {
    int newest = golden.versions().getLast();
    var value = Golden.decode(golden.schema(newest), golden.today(), golden.bytes(newest));
    assertThat(Golden.json(value)).isEqualTo(golden.content(newest));
    assertThat(Golden.encode(value)).isEqualTo(golden.bytes(newest));
  }

  @ParameterizedTest
  @MethodSource("all")
  void todays_reader_reads_the_bytes_of_every_version(Golden golden) {
    for (int version : golden.versions()) {
      var value = Golden.decode(golden.schema(version), golden.today(), golden.bytes(version));
      assertContains(Golden.json(value), golden.content(version), golden + " v" + version);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void todays_schema_can_read_whatever_an_older_one_can_write(Golden golden) {
    for (int version : golden.versions()) {
      assertThat(
              SchemaCompatibility.checkReaderWriterCompatibility(
                      golden.today(), golden.schema(version))
                  .getType())
          .as(golden + " v" + version)
          .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void an_event_is_named_after_its_file(Golden golden) {
    assertThat(golden.today().getFullName()).isEqualTo(golden.event());
    assertThat(Contracts.event(golden.event() + ".v1")).isEqualTo(golden.event());
  }

  /// `actual` may have fields that the older version lacked, with their defaults.
  private static void assertContains(JsonNode actual, JsonNode expected, String at) {
    if (expected.isObject()) {
      expected
          .properties()
          .forEach(
              f -> assertContains(actual.path(f.getKey()), f.getValue(), at + "/" + f.getKey()));
    } else if (expected.isArray()) {
      assertThat(actual).as(at).hasSameSizeAs(expected);
      for (int i = 0; i < expected.size(); i++) {
        assertContains(actual.get(i), expected.get(i), at + "/" + i);
      }
    } else {
      assertThat(actual).as(at).isEqualTo(expected);
    }
  }

  private static boolean covered(Golden golden) {
    List<Integer> versions = golden.versions();
    return !versions.isEmpty() && golden.schema(versions.getLast()).equals(golden.today());
  }
}
