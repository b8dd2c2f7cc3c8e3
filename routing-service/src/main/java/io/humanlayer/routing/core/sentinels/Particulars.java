package io.humanlayer.routing.core.sentinels;

import io.humanlayer.kernel.AgentId;
import java.util.Set;

/// What the register says of a Sentinel besides their qualifications; no name, no contact.
///
/// @param active whether they may sign in and be asked
/// @param ownerOf the Agents this person answers for
/// @param capacity how many cases they may be asked about at once
public record Particulars(
    Source source,
    boolean active,
    Affiliation affiliation,
    Set<String> languages,
    Set<String> jurisdictions,
    Set<AgentId> ownerOf,
    int capacity) {

  public static final int DEFAULT_CAPACITY = 1_000;

  public Particulars {
    languages = Set.copyOf(languages);
    jurisdictions = Set.copyOf(jurisdictions);
    ownerOf = Set.copyOf(ownerOf);
    if (capacity < 1) {
      throw new IllegalArgumentException("a capacity is at least 1");
    }
  }
}
