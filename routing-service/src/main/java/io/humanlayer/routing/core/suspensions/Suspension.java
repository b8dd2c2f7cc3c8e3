package io.humanlayer.routing.core.suspensions;

import io.humanlayer.kernel.OrganisationId;
import java.time.Instant;
import java.util.UUID;

/// An order to stand still.
///
/// @param subject the Agent's id or the operation's name; the Organisation's id for all of it
/// @param by who gave it
public record Suspension(
    UUID id,
    OrganisationId organisation,
    Scope scope,
    String subject,
    boolean active,
    String by,
    String reason,
    Instant at) {

  public static final int MAX_REASON = 2_000;
  public static final int MAX_SUBJECT = 200;

  /// How much of the Organisation must stand still.
  public enum Scope {
    ORGANISATION,
    AGENT,
    OPERATION
  }

  public Suspension {
    if (reason.isBlank() || reason.length() > MAX_REASON) {
      throw new IllegalArgumentException(
          "a suspension has a reason of at most " + MAX_REASON + " characters");
    }
    if (subject.isBlank() || subject.length() > MAX_SUBJECT) {
      throw new IllegalArgumentException("a suspension says what must stand still");
    }
  }

  /// This suspension, no longer in force.
  public Suspension lifted(String by, Instant at) {
    return new Suspension(id, organisation, scope, subject, false, by, reason, at);
  }
}
