package io.humanlayer.routing.core.sentinels;

import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import java.util.List;
import java.util.Set;

/// One accredited human, as the register has them at this moment.
///
/// @param ownerOf the Agents this person answers for, and whose requests they may never decide
public record Sentinel(
    OrganisationId organisation,
    SentinelId id,
    String displayName,
    Source source,
    List<Qualification> qualifications,
    Set<String> languages,
    Set<String> jurisdictions,
    Set<AgentId> ownerOf,
    Standing standing) {

  /// A record longer than this is a mistake in the caller's data.
  public static final int MAX_QUALIFICATIONS = 64;

  public Sentinel {
    qualifications = List.copyOf(qualifications);
    languages = Set.copyOf(languages);
    jurisdictions = Set.copyOf(jurisdictions);
    ownerOf = Set.copyOf(ownerOf);
    if (displayName.isBlank()) {
      throw new IllegalArgumentException("a Sentinel has a display name");
    }
    if (qualifications.size() > MAX_QUALIFICATIONS) {
      throw new IllegalArgumentException(
          "at most " + MAX_QUALIFICATIONS + " qualifications, not " + qualifications.size());
    }
  }

  /// A Sentinel of good standing.
  public Sentinel(
      OrganisationId organisation,
      SentinelId id,
      String displayName,
      Source source,
      List<Qualification> qualifications,
      Set<String> languages,
      Set<String> jurisdictions,
      Set<AgentId> ownerOf) {
    this(
        organisation,
        id,
        displayName,
        source,
        qualifications,
        languages,
        jurisdictions,
        ownerOf,
        Standing.GOOD);
  }

  public Sentinel with(Standing other) {
    return new Sentinel(
        organisation,
        id,
        displayName,
        source,
        qualifications,
        languages,
        jurisdictions,
        ownerOf,
        other);
  }

  public Sentinel with(List<Qualification> held) {
    return new Sentinel(
        organisation, id, displayName, source, held, languages, jurisdictions, ownerOf, standing);
  }
}
