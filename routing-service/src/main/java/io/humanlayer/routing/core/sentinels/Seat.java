package io.humanlayer.routing.core.sentinels;

import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A seat that is to be filled, as far as it matters who may fill it.
///
/// @param deadline until when the qualification must hold; none if only now matters
/// @param exclude `person:<id>` or a bare id, `payee:<value>`, `agent-owner`, `requester`
/// @param agentOwner who answers for the Agent
/// @param parties the affiliations of people who have a part in the case
public record Seat(
    OrganisationId organisation,
    String panel,
    Profile profile,
    String operation,
    @Nullable Instant deadline,
    Set<String> exclude,
    AgentId agent,
    @Nullable String agentOwner,
    Set<Affiliation> parties) {

  public Seat {
    exclude = Set.copyOf(exclude);
    parties = Set.copyOf(parties);
  }

  /// At what moment it is asked whether somebody may take the seat.
  public enum Moment {
    /// Nobody is asked who is away, off duty or full.
    OFFER,
    /// To take a seat is to be there; the qualification must still last until the deadline.
    CLAIM,
    /// Whoever holds a seat may finish, though their shift has ended; but only who still has the
    /// authority at this instant.
    VERDICT
  }
}
