package io.humanlayer.policy.core.change;

import io.humanlayer.policy.core.catalogue.OperationEntry;
import io.humanlayer.policy.core.policy.Defaults;
import io.humanlayer.policy.core.policy.Limit;
import io.humanlayer.policy.core.policy.Policy;
import io.humanlayer.policy.core.requirement.Panel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a change of anything but the rules means.
record PartsChange(List<Difference> differences) {

  void compare(Policy before, Policy after) {
    agents(before, after);
    defaults(before.defaults(), after.defaults());
    parts(
        "/spec/operations/",
        "operation",
        before.catalogue().entries(),
        after.catalogue().entries(),
        OperationEntry::name,
        PartsChange::operation);
    parts(
        "/spec/panels/",
        "panel",
        before.panels().values(),
        after.panels().values(),
        Panel::name,
        PartsChange::panel);
    parts(
        "/spec/limits/", "limit", before.limits(), after.limits(), Limit::name, PartsChange::limit);
  }

  private void agents(Policy before, Policy after) {
    if (!before.agents().equals(after.agents())) {
      boolean more =
          after.agents().isEmpty()
              || (!before.agents().isEmpty() && after.agents().containsAll(before.agents()));
      add(more, "/metadata/agents", "the policy is for other agents");
    }
  }

  private void defaults(Defaults before, Defaults after) {
    if (before.abstains() != after.abstains()) {
      add(before.abstains(), "/spec/defaults/ruling", "the default ruling changed");
    }
    if (before.onError() != after.onError()) {
      add(
          after.onError().compareTo(before.onError()) > 0,
          "/spec/defaults/onError",
          "onError: " + before.onError() + " became " + after.onError());
    }
    if (before.onInvalidArguments() != after.onInvalidArguments()) {
      add(
          after.onInvalidArguments().compareTo(before.onInvalidArguments()) > 0,
          "/spec/defaults/onInvalidArgs",
          "onInvalidArgs: "
              + before.onInvalidArguments()
              + " became "
              + after.onInvalidArguments());
    }
    if (!before.require().equals(after.require())) {
      var weaker = RequirementChange.weaker(before.require(), after.require());
      add(
          RequirementChange.contains(after.require(), before.require()),
          "/spec/defaults/require",
          weaker.isEmpty()
              ? "the defaults ask other people"
              : "the defaults ask less: " + String.join(", ", weaker));
    }
  }

  /// A new operation or limit only matters through rules, which are compared themselves; so does a
  /// new panel. What is gone may have been what stopped something.
  private <T> void parts(
      String at,
      String kind,
      Iterable<? extends T> before,
      Iterable<? extends T> after,
      Function<T, String> name,
      BiFunction<T, T, Boolean> tightens) {
    Map<String, T> then = new HashMap<>();
    before.forEach(part -> then.put(name.apply(part), part));
    for (T now : after) {
      @Nullable T old = then.remove(name.apply(now));
      if (old == null) {
        differences.add(
            new Difference(
                kind.equals("operation") ? Direction.LOOSENING : Direction.NEUTRAL,
                at + name.apply(now),
                kind + " " + name.apply(now) + " was added"));
      } else if (!old.equals(now) && !sameBut(old, now)) {
        add(
            tightens.apply(old, now),
            at + name.apply(now),
            kind + " " + name.apply(now) + " changed");
      }
    }
    then.keySet()
        .forEach(
            gone ->
                differences.add(
                    new Difference(
                        kind.equals("panel") ? Direction.NEUTRAL : Direction.LOOSENING,
                        at + gone,
                        kind + " " + gone + " was removed")));
  }

  /// A limit knows its place in the document, which says nothing.
  private static boolean sameBut(Object before, Object after) {
    return before instanceof Limit one
        && after instanceof Limit other
        && one.reach().equals(other.reach())
        && Objects.equals(one.sum(), other.sum())
        && Objects.equals(one.where(), other.where())
        && one.by().equals(other.by())
        && one.window().equals(other.window());
  }

  private static boolean operation(OperationEntry before, OperationEntry after) {
    return before.aliases().equals(after.aliases())
        && before.effects().equals(after.effects())
        && before.arguments().entrySet().containsAll(after.arguments().entrySet())
        && before.optional().containsAll(after.optional());
  }

  private static boolean panel(Panel before, Panel after) {
    return before.qualification().equals(after.qualification())
        && level(after) >= level(before)
        && before.sources().containsAll(after.sources())
        && after.languages().containsAll(before.languages())
        && after.jurisdictions().containsAll(before.jurisdictions())
        && (after.delegation() == null || after.delegation().equals(before.delegation()))
        && before.reveals().containsAll(after.reveals());
  }

  private static int level(Panel panel) {
    Integer level = panel.level();
    return level == null ? 0 : level;
  }

  private static boolean limit(Limit before, Limit after) {
    return Set.of(before.by()).equals(Set.of(after.by()))
        && before.reach().equals(after.reach())
        && Objects.equals(before.sum(), after.sum())
        && Objects.equals(before.where(), after.where())
        && after.window().compareTo(before.window()) >= 0;
  }

  private void add(boolean tightens, String at, String what) {
    differences.add(
        new Difference(tightens ? Direction.TIGHTENING : Direction.LOOSENING, at, what));
  }
}
