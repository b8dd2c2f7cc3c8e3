package io.humanlayer.gateway.core.intake;

import java.util.Locale;

/// Why a dossier is erased, and on whose authority: never in words of their own, so that it may
/// stand in the log for ever.
public record Erasure(Authority authority, Reason reason) {

  /// Who may order it.
  public enum Authority {
    ORG_ADMIN,
    DATA_PROTECTION_OFFICER,
    COURT,
    RETENTION
  }

  /// Why it is ordered.
  public enum Reason {
    SUBJECT_REQUEST,
    UNLAWFUL,
    ORDER,
    RETENTION
  }

  /// The word for `value` outside: `subject-request`.
  public static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
