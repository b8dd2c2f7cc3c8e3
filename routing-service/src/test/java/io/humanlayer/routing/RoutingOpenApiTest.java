package io.humanlayer.routing;

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
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// What the OpenAPI documents promise is there, and what is there they promise. The console's pages
/// are no interface.
class RoutingOpenApiTest {

  private static final Set<String> VERBS = Set.of("get", "post", "put", "delete");

  @Test
  void the_documents_and_the_code_have_the_same_operations() {
    var documented =
        Stream.of("cases.yaml", "people.yaml").flatMap(RoutingOpenApiTest::operations).toList();

    assertThat(documented).hasSizeGreaterThan(40).doesNotHaveDuplicates();
    assertThat(code()).containsExactlyInAnyOrderElementsOf(documented);
  }

  private static Stream<String> operations(String name) {
    try (var in = RoutingOpenApiTest.class.getResourceAsStream("/contracts/openapi/" + name)) {
      var document =
          (Map<?, ?>)
              new Load(LoadSettings.builder().build())
                  .loadFromInputStream(Objects.requireNonNull(in, name));
      return ((Map<?, ?>) document.get("paths"))
          .entrySet().stream()
              .flatMap(
                  path ->
                      ((Map<?, ?>) path.getValue())
                          .keySet().stream()
                              .map(Object::toString)
                              .filter(VERBS::contains)
                              .map(verb -> verb.toUpperCase(Locale.ROOT) + " " + path.getKey()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> code() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.humanlayer.routing.inbound")
            .stream()
            .filter(type -> !type.getPackageName().endsWith(".console"))
            .flatMap(type -> type.getMethods().stream())
            .flatMap(RoutingOpenApiTest::operation)
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
