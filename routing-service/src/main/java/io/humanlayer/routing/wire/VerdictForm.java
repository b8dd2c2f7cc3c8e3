package io.humanlayer.routing.wire;

import io.humanlayer.web.ProblemException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A verdict as the console's forms send it.
public final class VerdictForm {

  private static final String EDIT = "edit";

  private VerdictForm() {}

  /// @param form the fields by their names
  /// @throws ProblemException with what is wrong
  public static VerdictJson read(Map<String, List<String>> form) {
    @Nullable String verdict = field(form, "verdict");
    @Nullable String digest = field(form, "action_digest");
    @Nullable String code = field(form, "reason_code");
    @Nullable String reason = field(form, "reason");
    return EDIT.equals(verdict)
        ? VerdictJson.edit(digest, code, reason, EditForm.changes(form))
        : VerdictJson.of(verdict, digest, code, reason, field(form, "answer"), null);
  }

  /// The first value of a field.
  public static @Nullable String field(Map<String, List<String>> form, String name) {
    List<String> values = form.getOrDefault(name, List.of());
    return values.isEmpty() ? null : values.getFirst();
  }
}
