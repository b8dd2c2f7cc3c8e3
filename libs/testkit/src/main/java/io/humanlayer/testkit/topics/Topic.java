package io.humanlayer.testkit.topics;

import java.util.Set;

/// One topic of the catalogue.
///
/// @param name with `<org>` where each organisation has its own
public record Topic(
    String name, Set<String> owners, Set<String> readers, int partitions, boolean compacted) {

  /// Those outside the system, who have no dead letters here.
  static final String ORGANISATION = "organisation";

  public Topic {
    owners = Set.copyOf(owners);
    readers = Set.copyOf(readers);
  }

  /// The dead letters of each service that reads this topic.
  public Set<String> deadLetters() {
    return readers.stream()
        .filter(reader -> !reader.equals(ORGANISATION))
        .map(reader -> name + "." + reader + ".dlq")
        .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }
}
