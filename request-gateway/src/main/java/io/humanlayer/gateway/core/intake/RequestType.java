package io.humanlayer.gateway.core.intake;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What kind of answer is asked for, with the aliases under which agents know it.
public enum RequestType {
  COMPLIANCE_CHECK,
  EXPERT_JUDGMENT,
  AUTHORIZED_DECISION;

  private static final Map<String, RequestType> ALIASES =
      Map.of(
          "compliance", COMPLIANCE_CHECK,
          "conformité", COMPLIANCE_CHECK,
          "judgment", EXPERT_JUDGMENT,
          "jugement", EXPERT_JUDGMENT,
          "signature", AUTHORIZED_DECISION);

  /// The published name: `authorized_decision`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The type of that name or alias.
  public static Optional<RequestType> of(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    for (RequestType type : values()) {
      if (type.label().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.ofNullable(ALIASES.get(name));
  }
}
