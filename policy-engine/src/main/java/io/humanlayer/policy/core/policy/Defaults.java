package io.humanlayer.policy.core.policy;

import io.humanlayer.policy.core.requirement.Requirement;

/// What holds where no rule says anything.
///
/// @param abstains whether the ruling is left to the layers above when no rule matches; otherwise
///   it is ARBITRIUM. ALLOW cannot be a default, and neither can DENY: a rule that asks a human
///   would then loosen.
/// @param onError the ruling of an ARBITRIUM or DENY rule whose condition cannot be evaluated
/// @param onInvalidArguments the ruling when the arguments do not fit the catalogue
public record Defaults(
    boolean abstains, Ruling onError, Ruling onInvalidArguments, Requirement require) {

  public Defaults {
    if (onError == Ruling.ALLOW || onInvalidArguments == Ruling.ALLOW) {
      throw new IllegalArgumentException("an error is never an approval");
    }
  }
}
