package io.humanlayer.policy.core.explain;

import io.humanlayer.policy.core.catalogue.ArgumentType;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.policy.Claims;
import io.humanlayer.policy.core.policy.Grammar;
import io.humanlayer.policy.core.policy.Grammar.Boundary;
import io.humanlayer.policy.core.policy.JoinedRuling;
import io.humanlayer.policy.core.policy.LayerRuling;
import io.humanlayer.policy.core.policy.Question;
import io.humanlayer.policy.core.policy.Rulebook;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.core.policy.Variation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks for the fewest variables that need another value for the request to be allowed: one, or
/// else two, moved onto the constants that the rules compare them with. Each step is tried on the
/// policies themselves, so what is found is true; what is not found may still exist.
public final class SmallestChange {

  private static final int MAX_TRIES = 5_000;

  /// One variable and the value it would need.
  public record Step(String variable, Data value) {}

  private final List<Rulebook> books;
  private final Question question;
  private final List<Map<String, BigDecimal>> limits;
  private final List<Step> steps;
  private int tries;

  private SmallestChange(
      List<Rulebook> books,
      Question question,
      List<Map<String, BigDecimal>> limits,
      List<Step> steps) {
    this.books = books;
    this.question = question;
    this.limits = limits;
    this.steps = steps;
  }

  /// @param limits how the limits stand, for each of `books`
  /// @return the steps, or nothing where neither one nor two are enough
  public static Optional<List<Step>> of(
      List<Rulebook> books,
      Question question,
      List<Map<String, BigDecimal>> limits,
      Grammar grammar) {
    var search = new SmallestChange(books, question, limits, steps(books, question, grammar));
    return search.one().or(search::two);
  }

  private static List<Step> steps(List<Rulebook> books, Question question, Grammar grammar) {
    Set<Boundary> boundaries = new LinkedHashSet<>();
    for (var book : books) {
      var operation = book.policy().catalogue().find(question.operation());
      book.policy().rules().stream()
          .filter(
              rule ->
                  operation
                      .map(known -> rule.reach().covers(known.name()))
                      .orElse(rule.reach().everything()))
          .flatMap(rule -> Stream.of(rule.when(), rule.unless()))
          .filter(Objects::nonNull)
          .forEach(condition -> boundaries.addAll(grammar.boundaries(condition)));
    }
    var steps = new LinkedHashSet<Step>();
    for (var boundary : boundaries) {
      Variation.around(boundary.value()).stream()
          .filter(value -> !(value instanceof Data.Text) || value.equals(boundary.value()))
          .forEach(value -> steps.add(new Step(boundary.variable(), value)));
    }
    return steps.stream().sorted(Comparator.comparing(step -> distance(step, question))).toList();
  }

  /// How far a number moves; another word is as near as can be.
  private static BigDecimal distance(Step step, Question question) {
    var name = step.variable().substring(step.variable().indexOf('.') + 1);
    var now =
        step.variable().startsWith("args.") && question.arguments() instanceof Data.Struct struct
            ? ArgumentType.DECIMAL.fit(struct.fields().getOrDefault(name, new Data.Nothing()))
            : Optional.<Data>empty();
    return now.flatMap(SmallestChange::number)
        .flatMap(from -> number(step.value()).map(to -> to.subtract(from).abs()))
        .orElse(BigDecimal.ZERO);
  }

  private Optional<List<Step>> one() {
    return steps.stream().map(List::of).filter(this::allows).findFirst();
  }

  private Optional<List<Step>> two() {
    for (int i = 0; i < steps.size(); i++) {
      for (int j = i + 1; j < steps.size(); j++) {
        var pair = List.of(steps.get(i), steps.get(j));
        if (!steps.get(i).variable().equals(steps.get(j).variable()) && allows(pair)) {
          return Optional.of(pair);
        }
      }
    }
    return Optional.empty();
  }

  private boolean allows(List<Step> change) {
    if (++tries > MAX_TRIES) {
      return false;
    }
    var asked = question;
    var assumed = new HashMap<String, BigDecimal>();
    for (var step : change) {
      var next = apply(asked, step, assumed);
      if (next == null) {
        return false;
      }
      asked = next;
    }
    var rulings = new ArrayList<LayerRuling>();
    for (int i = 0; i < books.size(); i++) {
      var hearing = books.get(i).hear(asked);
      var seen = new HashMap<>(limits.get(i));
      hearing.demands().forEach(demand -> seen.putIfAbsent(demand.limit(), demand.amount()));
      seen.putAll(assumed);
      rulings.add(hearing.rule(seen));
    }
    return JoinedRuling.of(rulings).ruling() == Ruling.ALLOW;
  }

  private static @Nullable Question apply(
      Question question, Step step, Map<String, BigDecimal> limits) {
    int dot = step.variable().indexOf('.');
    String field = step.variable().substring(dot + 1);
    return switch (step.variable().substring(0, dot)) {
      case "args" -> {
        if (!(question.arguments() instanceof Data.Struct struct)) {
          yield null;
        }
        var fields = new LinkedHashMap<>(struct.fields());
        fields.put(field, step.value());
        yield with(question, new Data.Struct(fields), question.claims());
      }
      case "limits" -> {
        number(step.value()).ifPresent(value -> limits.put(field, value));
        yield question;
      }
      case "claims" ->
          number(step.value())
              .filter(value -> field.equals("confidence"))
              .filter(value -> value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0)
              .map(
                  value ->
                      with(
                          question,
                          question.arguments(),
                          new Claims(value.doubleValue(), question.claims().risk())))
              .orElse(null);
      default -> null;
    };
  }

  private static Question with(Question question, Data arguments, Claims claims) {
    return new Question(
        question.organisation(),
        question.operation(),
        arguments,
        question.agent(),
        claims,
        question.at());
  }

  private static Optional<BigDecimal> number(Data value) {
    return switch (value) {
      case Data.Whole(long whole) -> Optional.of(BigDecimal.valueOf(whole));
      case Data.Decimal(BigDecimal number) -> Optional.of(number);
      case Data.Text _, Data.Flag _, Data.Nothing _, Data.Sequence _ -> Optional.empty();
      case Data.Struct _, Data.Unreadable _ -> Optional.empty();
    };
  }
}
