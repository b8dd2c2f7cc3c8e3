package io.humanlayer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// What the OpenAPI document promises of the ledger is there.
class LedgerOpenApiTest {

  @Test
  void every_operation_in_the_document_is_in_the_code() throws IOException {
    assertThat(code()).containsAll(documented());
    assertThat(documented()).hasSizeGreaterThan(15);
  }

  private static List<String> documented() throws IOException {
    try (var in =
        LedgerOpenApiTest.class.getResourceAsStream("/contracts/openapi/decision-ledger.yaml")) {
      var document = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
      return ((Map<?, ?>) document.get("paths"))
          .entrySet().stream()
              .flatMap(
                  path ->
                      ((Map<?, ?>) path.getValue())
                          .keySet().stream()
                              .map(
                                  verb ->
                                      verb.toString().toUpperCase(Locale.ROOT)
                                          + " "
                                          + path.getKey()))
              .toList();
    }
  }

  private static List<String> code() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.humanlayer.ledger.inbound")
            .stream()
            .flatMap(type -> type.getMethods().stream())
            .flatMap(LedgerOpenApiTest::operation)
            .toList();
  }

  private static Stream<String> operation(JavaMethod method) {
    String root = method.getOwner().tryGetAnnotationOfType(Path.class).map(Path::value).orElse("");
    String rest = method.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("");
    return method.getAnnotations().stream()
        .flatMap(it -> it.getRawType().tryGetAnnotationOfType(HttpMethod.class).stream())
        .map(verb -> verb.value() + " " + (root + rest).replaceAll(": [^}]*", ""));
  }
}
