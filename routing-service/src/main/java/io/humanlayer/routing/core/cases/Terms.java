package io.humanlayer.routing.core.cases;

import org.jspecify.annotations.Nullable;

/// What a verdict says besides yes or no.
///
/// @param answer the words, the option or the filled-in form (JSON); its form has been checked
/// @param edit another Action that the Sentinel approves instead
/// @param grant a standing permission that they propose with an approval
public record Terms(@Nullable String answer, @Nullable Edit edit, @Nullable Grant grant) {

  public static final Terms NONE = new Terms(null, null, null);
  public static final int MAX_ANSWER = 20_000;

  public Terms {
    if (answer != null && answer.length() > MAX_ANSWER) {
      throw new IllegalArgumentException("an answer has at most " + MAX_ANSWER + " characters");
    }
  }
}
