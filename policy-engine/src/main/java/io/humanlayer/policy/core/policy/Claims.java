package io.humanlayer.policy.core.policy;

import org.jspecify.annotations.Nullable;

/// What the Agent says of its own action. It is untrusted: it may only tighten.
///
/// An Agent that claims no confidence reads as fully confident in conditions: `claims.confidence <
/// 0.6` then is simply false. The alternative, an error, would make every rule on confidence match
/// for every Agent that is silent; and since no ALLOW rule may mention claims, reading silence as
/// confidence can never allow anything.
public record Claims(@Nullable Double confidence, @Nullable String risk) {

  public static final Claims NONE = new Claims(null, null);

  public Claims {
    if (confidence != null && !(confidence >= 0.0 && confidence <= 1.0)) {
      throw new IllegalArgumentException("confidence is a number between 0 and 1");
    }
  }

  double confidenceOrFull() {
    return confidence == null ? 1.0 : confidence;
  }
}
