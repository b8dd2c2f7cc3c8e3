package io.humanlayer.routing.core.sentinels;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a seat asks of the person who takes it.
///
/// @param level the least level of the qualification
/// @param sources where the person may come from; at least one
/// @param languages the person speaks one of these; no demand if empty
/// @param jurisdictions the person is admitted in one of these; no demand if empty
/// @param amount what is at stake; a qualification with a ceiling must reach it. Where the amount
///   is not known, only a qualification without a ceiling will do
/// @param delegation whether somebody may sit for who fits; none if nobody may
public record Profile(
    String qualification,
    int level,
    Set<Source> sources,
    Set<String> languages,
    Set<String> jurisdictions,
    @Nullable BigDecimal amount,
    @Nullable DelegationRule delegation) {

  public Profile {
    sources = Set.copyOf(sources);
    languages = Set.copyOf(languages);
    jurisdictions = Set.copyOf(jurisdictions);
    if (qualification.isBlank()) {
      throw new IllegalArgumentException("a profile names a qualification");
    }
    if (level < 1) {
      throw new IllegalArgumentException("a profile's level is at least 1, not " + level);
    }
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("a profile admits at least one source");
    }
  }

  /// A profile that only who fits can meet.
  public Profile(
      String qualification,
      int level,
      Set<Source> sources,
      Set<String> languages,
      Set<String> jurisdictions,
      @Nullable BigDecimal amount) {
    this(qualification, level, sources, languages, jurisdictions, amount, null);
  }

  /// Whether a qualification bounded by `scope` reaches what is demanded.
  boolean reachedBy(Scope scope) {
    return (scope.languages().isEmpty() || meets(languages, scope.languages()))
        && (scope.jurisdictions().isEmpty() || meets(jurisdictions, scope.jurisdictions()));
  }

  /// The qualification by which `sentinel` fits at this instant, the highest if there are several;
  /// empty if they do not fit.
  public Optional<Qualification> fittedBy(Sentinel sentinel, Instant at) {
    if (!sources.contains(sentinel.source())
        || !meets(languages, sentinel.languages())
        || !meets(jurisdictions, sentinel.jurisdictions())) {
      return Optional.empty();
    }
    return sentinel.qualifications().stream()
        .filter(held -> held.name().equals(qualification) && held.level() >= level)
        .filter(held -> held.validAt(at) && held.covers(amount))
        .max(Comparator.comparingInt(Qualification::level));
  }

  static boolean meets(Set<String> demanded, Set<String> held) {
    return demanded.isEmpty() || !Collections.disjoint(demanded, held);
  }
}
