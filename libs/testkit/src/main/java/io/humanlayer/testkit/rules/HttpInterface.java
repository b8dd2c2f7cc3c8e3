package io.humanlayer.testkit.rules;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The operations of a service over HTTP, as `VERB /path/{parameter}`: those that its OpenAPI
/// documents promise, and those that its resources have. The pages of a console are no interface.
public final class HttpInterface {

  private static final String PATH = "jakarta.ws.rs.Path";
  private static final String METHOD = "jakarta.ws.rs.HttpMethod";
  private static final Set<String> VERBS = Set.of("get", "post", "put", "delete", "patch");

  private HttpInterface() {}

  /// @param files names of documents in `contracts/openapi`
  public static List<String> documented(String... files) {
    return Stream.of(files).flatMap(HttpInterface::promised).toList();
  }

  private static Stream<String> promised(String file) {
    try (InputStream in =
        Thread.currentThread()
            .getContextClassLoader()
            .getResourceAsStream("contracts/openapi/" + file)) {
      var document =
          (Map<?, ?>)
              new Load(LoadSettings.builder().build())
                  .loadFromInputStream(Objects.requireNonNull(in, file));
      return ((Map<?, ?>) Objects.requireNonNull(document.get("paths"), file))
          .entrySet().stream()
              .flatMap(
                  path ->
                      ((Map<?, ?>) path.getValue())
                          .keySet().stream()
                              .map(Object::toString)
                              .filter(VERBS::contains)
                              .map(verb -> verb.toUpperCase(Locale.ROOT) + " " + path.getKey()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param inbound the package of the resources
  public static List<String> inCode(String inbound) {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(inbound)
            .stream()
            .filter(type -> !type.getPackageName().endsWith(".console"))
            .flatMap(type -> type.getMethods().stream())
            .flatMap(HttpInterface::operations)
            .toList();
  }

  private static Stream<String> operations(JavaMethod method) {
    String root =
        method.getOwner().tryGetAnnotationOfType(PATH).map(HttpInterface::value).orElse("");
    String rest = method.tryGetAnnotationOfType(PATH).map(HttpInterface::value).orElse("");
    String path = (root + rest).replaceAll(": [^}]*", "");
    return method.getAnnotations().stream()
        .flatMap(it -> it.getRawType().tryGetAnnotationOfType(METHOD).stream())
        .map(verb -> value(verb) + " " + path);
  }

  private static String value(JavaAnnotation<?> annotation) {
    return annotation.get("value").map(Object::toString).orElse("");
  }
}
