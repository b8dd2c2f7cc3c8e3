package io.humanlayer.routing.core.cases;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the Agent wants to hear.
///
/// @param answer whether it asks a question that is answered in words
/// @param options what there is to choose from; empty if nothing
/// @param form the JSON Schema of what is to be filled in; none if nothing
public record ResponseForm(boolean answer, List<String> options, @Nullable String form) {

  /// Leave, or none.
  public static final ResponseForm LEAVE = new ResponseForm(false, List.of(), null);

  public ResponseForm {
    options = List.copyOf(options);
  }

  /// Whether something other than leave is asked for.
  public boolean asks() {
    return answer || !options.isEmpty() || form != null;
  }
}
