package io.humanlayer.policy.core.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the Agent wants to hear. Policy does not look at it; whoever decides must know it.
///
/// @param answer whether a question is answered in words
/// @param form JSON Schema of what is to be filled in
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
