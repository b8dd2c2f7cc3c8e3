package io.humanlayer.policy.core.requirement;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a rule asks of the human decision, complete: what the rule left unsaid has been taken from
/// the policy's defaults before it comes here, so that a join is never weaker than any of its
/// parts.
///
/// What a rule does not allow it forbids: with nothing in `editable` nothing may be edited, without
/// `grant` no grant may be made.
///
/// @param panels each panel that must decide, with its quorum; never empty
/// @param distinct whether nobody may hold two seats
/// @param use how long an approval may be used
/// @param cooldown how long an approval rests before it may be used
/// @param editable the arguments that a Sentinel may change
/// @param reason whether a verdict needs grounds
public record Requirement(
    SortedMap<Panel, Quorum> panels,
    boolean distinct,
    Set<Exclusion> exclude,
    Tier tier,
    Duration deadline,
    OnTimeout onTimeout,
    Duration use,
    Duration cooldown,
    Set<Escalation> escalations,
    Set<String> editable,
    boolean reason,
    @Nullable GrantCeiling grant) {

  /// How long an approval may be used where no policy says.
  public static final Duration DEFAULT_USE = Duration.ofMinutes(10);

  public Requirement {
    if (panels.isEmpty()) {
      throw new IllegalArgumentException("somebody must decide: no panels");
    }
    if (!deadline.isPositive() || !use.isPositive() || cooldown.isNegative()) {
      throw new IllegalArgumentException("deadline and use are longer than nothing");
    }
    panels = Collections.unmodifiableSortedMap(new TreeMap<>(panels));
    exclude = Collections.unmodifiableSet(new TreeSet<>(exclude));
    escalations = Collections.unmodifiableSet(new TreeSet<>(escalations));
    editable = Collections.unmodifiableSet(new TreeSet<>(editable));
  }

  /// One approval of `panel` within `deadline`; denied when nobody answers.
  public static Requirement of(Panel panel, Duration deadline) {
    return new Requirement(
        new TreeMap<>(Map.of(panel, new Quorum(1, 1))),
        false,
        Set.of(),
        Tier.STANDARD,
        deadline,
        OnTimeout.DENY,
        DEFAULT_USE,
        Duration.ZERO,
        Set.of(),
        Set.of(),
        false,
        null);
  }

  /// The least requirement that satisfies both.
  public Requirement join(Requirement other) {
    var allPanels = new TreeMap<>(panels);
    other.panels.forEach((panel, quorum) -> allPanels.merge(panel, quorum, Quorum::join));
    var editableInBoth = new TreeSet<>(editable);
    editableInBoth.retainAll(other.editable);
    return new Requirement(
        allPanels,
        distinct || other.distinct,
        union(exclude, other.exclude),
        larger(tier, other.tier),
        smaller(deadline, other.deadline),
        larger(onTimeout, other.onTimeout),
        smaller(use, other.use),
        larger(cooldown, other.cooldown),
        union(escalations, other.escalations),
        editableInBoth,
        reason || other.reason,
        grant == null || other.grant == null ? null : grant.join(other.grant));
  }

  /// The same requirement with `prefix` before the name of each panel, so that panels of different
  /// policies stay apart.
  public Requirement withPanelsNamed(String prefix) {
    var renamed = new TreeMap<Panel, Quorum>();
    panels.forEach((panel, quorum) -> renamed.put(panel.named(prefix + panel.name()), quorum));
    var steps = new TreeSet<Escalation>();
    escalations.forEach(escalation -> steps.add(escalation.withPanelsNamed(prefix)));
    return new Requirement(
        renamed, distinct, exclude, tier, deadline, onTimeout, use, cooldown, steps, editable,
        reason, grant);
  }

  /// Whom to call and when: the steps of the rule of the highest tier first, those of the others
  /// after them.
  public List<Escalation.Step> escalationSteps() {
    return escalations.stream().flatMap(e -> e.steps().stream()).distinct().toList();
  }

  private static <T extends Comparable<? super T>> Set<T> union(Set<T> one, Set<T> other) {
    var all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }

  private static <T extends Comparable<? super T>> T larger(T one, T other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static <T extends Comparable<? super T>> T smaller(T one, T other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
