package io.humanlayer.routing.wire;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A form that the Agent wants filled in, as JSON Schema has it. References lead nowhere but into
/// the form itself: whoever writes it must not make us fetch anything.
public final class FilledForm {

  private static final int MAX_FAULTS = 50;

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          builder ->
              builder.schemaLoaders(
                  loaders ->
                      loaders.add(
                          iri ->
                              () -> {
                                throw new IOException("a form refers to nothing outside itself");
                              })));

  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).locale(Locale.ROOT).build();

  private FilledForm() {}

  /// @throws io.humanlayer.web.ProblemException with everything in `answer` that does not fit
  public static void check(@Nullable String form, String answer) {
    if (form == null) {
      return;
    }
    List<Fault> faults;
    try {
      faults =
          SCHEMAS.getSchema(form, CONFIG).validate(answer, InputFormat.JSON).stream()
              .map(
                  message ->
                      new Fault("/answer" + message.getInstanceLocation(), message.getMessage()))
              .limit(MAX_FAULTS)
              .toList();
    } catch (JsonSchemaException | IllegalArgumentException e) {
      throw Problem.invalid("/answer", "The answer cannot be compared with the form.")
          .asException();
    }
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults).asException();
    }
  }
}
