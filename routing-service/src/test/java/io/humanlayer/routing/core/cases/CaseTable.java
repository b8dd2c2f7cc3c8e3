package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.Decider;
import io.humanlayer.kernel.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes down what a decider answers to whom: the table in `docs/cases.md`.
final class CaseTable implements Decider<CaseCommand, Case, CaseEvent> {

  private static final String NOTHING = "nothing new";

  private final CaseDecider decider = new CaseDecider();
  private final Map<String, Map<String, TreeSet<String>>> answers = new TreeMap<>();

  @Override
  public Case initial() {
    return decider.initial();
  }

  @Override
  public Outcome<CaseEvent> decide(Case state, CaseCommand command) {
    Outcome<CaseEvent> outcome = decider.decide(state, command);
    answers
        .computeIfAbsent(name(state.getClass()), _ -> new TreeMap<>())
        .computeIfAbsent(name(command.getClass()), _ -> new TreeSet<>())
        .add(words(outcome));
    return outcome;
  }

  @Override
  public Case evolve(Case state, CaseEvent event) {
    return decider.evolve(state, event);
  }

  /// One section for each state, in the order in which a case meets them.
  String markdown() {
    var text = new StringBuilder();
    for (Class<?> state : leaves(Case.class).toList()) {
      text.append("\n## ").append(name(state)).append("\n\n");
      text.append("| command | what happens | or it is refused |\n|---|---|---|\n");
      for (Class<?> command : leaves(CaseCommand.class).sorted(CaseTable::byName).toList()) {
        TreeSet<String> said =
            answers
                .getOrDefault(name(state), Map.of())
                .getOrDefault(name(command), new TreeSet<>());
        text.append("| ").append(name(command)).append(" | ");
        text.append(
            said.stream()
                .filter(one -> !refusal(one))
                .flatMap(one -> Stream.of(one.split(", ")))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", ")));
        text.append(" | ");
        text.append(said.stream().filter(CaseTable::refusal).collect(Collectors.joining(", ")));
        text.append(" |\n");
      }
    }
    return text.toString();
  }

  private static boolean refusal(String words) {
    return words.equals(words.toUpperCase(java.util.Locale.ROOT));
  }

  private static String words(Outcome<CaseEvent> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<CaseEvent>(var events) ->
          events.isEmpty()
              ? NOTHING
              : events.stream().map(CaseTable::words).distinct().collect(Collectors.joining(", "));
      case Outcome.Refused<CaseEvent>(var reason) -> reason.name();
    };
  }

  private static String words(CaseEvent event) {
    return event instanceof CaseEvent.Decided decided
        ? "Decided " + decided.outcome()
        : event.getClass().getSimpleName();
  }

  private static int byName(Class<?> one, Class<?> other) {
    return name(one).compareTo(name(other));
  }

  private static String name(Class<?> type) {
    return type.getSimpleName();
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    List<Class<?>> found = new ArrayList<>();
    if (type.isSealed()) {
      Stream.of(type.getPermittedSubclasses()).flatMap(CaseTable::leaves).forEach(found::add);
    } else {
      found.add(type);
    }
    return found.stream();
  }
}
