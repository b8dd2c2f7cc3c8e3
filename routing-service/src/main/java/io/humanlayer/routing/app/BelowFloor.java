package io.humanlayer.routing.app;

import io.humanlayer.kernel.Refusal;
import io.humanlayer.routing.core.cases.Assurance;
import io.humanlayer.routing.core.cases.Tier;
import java.util.Locale;

/// A verdict came with less assurance than a case of its tier needs.
public record BelowFloor(Tier tier, Assurance needed, Assurance given) implements Refusal {

  @Override
  public String name() {
    return "ASSURANCE_TOO_LOW";
  }

  @Override
  public String explanation() {
    return "A verdict in a case of tier "
        + tier.name().toLowerCase(Locale.ROOT)
        + " needs "
        + words(needed)
        + "; this one came with "
        + words(given)
        + ".";
  }

  private static String words(Assurance assurance) {
    return switch (assurance) {
      case SESSION -> "a session of the console";
      case KEY -> "the Sentinel's key";
      case PASSKEY -> "the signature of a passkey";
    };
  }
}
