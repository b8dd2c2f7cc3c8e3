package io.humanlayer.routing.wire;

import io.humanlayer.web.JsonFields;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Fault;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.StrictJson;
import java.util.Arrays;
import java.util.List;

/// A problem that another service tells, to be told on.
public final class ProblemJson {

  private static final int MAX_TEXT = 2_000;

  private ProblemJson() {}

  /// @throws io.humanlayer.web.ProblemException if it is none
  public static Problem read(byte[] body) {
    var fields = new JsonFields(StrictJson.object(body));
    String type = fields.text("type", MAX_TEXT);
    String detail = fields.text("detail", MAX_TEXT);
    List<Fault> faults =
        fields.objects("errors", JsonFields.MAX_FAULTS).stream()
            .map(error -> new Fault(pointer(error), error.text("detail", MAX_TEXT)))
            .toList();
    fields.check();
    return new Problem(kind(type), detail, faults, null);
  }

  private static String pointer(JsonFields error) {
    String pointer = error.optionalText("pointer", MAX_TEXT);
    return pointer == null ? "" : pointer;
  }

  private static Kind kind(String type) {
    return Arrays.stream(Kind.values())
        .filter(kind -> type.equals("/problems/" + kind.slug()))
        .findFirst()
        .orElse(Kind.CONFLICT);
  }
}
