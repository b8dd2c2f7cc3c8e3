package io.humanlayer.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Which commands were tried in which states. A pair that no walk has met is a rule that no walk
/// has tested.
public final class Exercised {

  private final Set<String> pairs = new TreeSet<>();

  Exercised() {}

  void met(Object state, Object command) {
    pairs.add(pair(state.getClass(), command.getClass()));
  }

  /// Every command was tried in every state, but for the pairs in `impossible`, each written `State
  /// × Command` by simple names.
  public void covers(Class<?> states, Class<?> commands, String... impossible) {
    Set<String> expected = new TreeSet<>();
    leaves(states).forEach(s -> leaves(commands).forEach(c -> expected.add(pair(s, c))));
    expected.removeAll(Set.of(impossible));
    assertThat(pairs).as("pairs of state and command that were tried").containsAll(expected);
    assertThat(Set.of(impossible))
        .as("impossible pairs that did happen")
        .noneMatch(pairs::contains);
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(Exercised::leaves)
        : Stream.of(type);
  }

  private static String pair(Class<?> state, Class<?> command) {
    return state.getSimpleName() + " × " + command.getSimpleName();
  }
}
