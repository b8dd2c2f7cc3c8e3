package io.humanlayer.policy.core.requirement;

import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Who may decide.
///
/// @param level the least level of the qualification, or null if any will do
/// @param sources where its Sentinels come from; never empty
/// @param languages which languages they must read; empty if any
/// @param jurisdictions where they must be habilitated; empty if anywhere
/// @param delegation whether somebody may sit for whoever holds the qualification
/// @param reveals the arguments that Sentinels from outside are shown; of the others they learn
///   only that they are there
public record Panel(
    String name,
    String qualification,
    @Nullable Integer level,
    Set<Source> sources,
    Set<String> languages,
    Set<String> jurisdictions,
    @Nullable Delegation delegation,
    Set<String> reveals)
    implements Comparable<Panel> {

  private static final Comparator<Panel> ORDER =
      Comparator.comparing(Panel::name).thenComparing(Panel::toString);

  public Panel {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("a panel needs at least one source");
    }
    sources = Collections.unmodifiableSet(new TreeSet<>(sources));
    languages = Collections.unmodifiableSet(new TreeSet<>(languages));
    jurisdictions = Collections.unmodifiableSet(new TreeSet<>(jurisdictions));
    reveals = Collections.unmodifiableSet(new TreeSet<>(reveals));
  }

  /// A panel of internal Sentinels with this qualification, at any level.
  public static Panel internal(String name, String qualification) {
    return new Panel(
        name, qualification, null, Set.of(Source.INTERNAL), Set.of(), Set.of(), null, Set.of());
  }

  /// The same panel under another name.
  Panel named(String other) {
    return new Panel(
        other, qualification, level, sources, languages, jurisdictions, delegation, reveals);
  }

  @Override
  public int compareTo(Panel other) {
    return ORDER.compare(this, other);
  }
}
