package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.SentinelId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Who counts as one person: whoever sits for somebody, and that somebody, in all their seats.
/// Where it could be doubted they are one, so that nobody fills two seats by a delegation.
final class Persons {

  private final Map<SentinelId, SentinelId> other = new HashMap<>();

  static Persons of(Collection<? extends Placed> placed) {
    var persons = new Persons();
    for (Placed one : placed) {
      SentinelId here = persons.of(one.sentinel());
      SentinelId there = persons.of(one.principal());
      if (!here.equals(there)) {
        persons.other.put(here, there);
      }
    }
    return persons;
  }

  /// The one that stands for all who are the same person.
  SentinelId of(SentinelId sentinel) {
    SentinelId one = sentinel;
    for (SentinelId next = other.get(one); next != null; next = other.get(one)) {
      one = next;
    }
    return one;
  }
}
