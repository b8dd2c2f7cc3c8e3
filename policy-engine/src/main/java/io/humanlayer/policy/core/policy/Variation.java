package io.humanlayer.policy.core.policy;

import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.policy.Grammar.Boundary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Questions on the boundaries of a policy: a test with one variable moved onto, just below and
/// just above a constant that a condition compares it with.
public final class Variation {

  private static final BigDecimal CENT = new BigDecimal("0.01");

  private Variation() {}

  /// The variations of `trial`; what it expects is not theirs.
  public static List<Trial> of(Trial trial, Collection<Boundary> boundaries) {
    var variations = new ArrayList<Trial>();
    for (var boundary : boundaries) {
      for (var value : around(boundary.value())) {
        var moved = moved(trial, boundary.variable(), value);
        if (moved != null) {
          variations.add(moved);
        }
      }
    }
    return variations;
  }

  /// The values where the meaning of a comparison with `value` may change.
  public static List<Data> around(Data value) {
    return switch (value) {
      case Data.Whole(long whole) ->
          List.of(
              value,
              new Data.Whole(whole + 1),
              new Data.Whole(whole - 1),
              new Data.Decimal(BigDecimal.valueOf(whole).add(CENT)),
              new Data.Decimal(BigDecimal.valueOf(whole).subtract(CENT)));
      case Data.Decimal(BigDecimal number) ->
          List.of(
              value, new Data.Decimal(number.add(CENT)), new Data.Decimal(number.subtract(CENT)));
      case Data.Flag(boolean flag) -> List.of(value, new Data.Flag(!flag));
      case Data.Text(String text) -> List.of(value, new Data.Text(text + "-other"));
      case Data.Nothing _, Data.Sequence _, Data.Struct _, Data.Unreadable _ -> List.of();
    };
  }

  private static @Nullable Trial moved(Trial trial, String variable, Data value) {
    int dot = variable.indexOf('.');
    String field = variable.substring(dot + 1);
    var question = trial.question();
    return switch (variable.substring(0, dot)) {
      case "args" ->
          question.arguments() instanceof Data.Struct struct
              ? with(trial, asking(question, argument(struct, field, value)))
              : null;
      case "limits" -> {
        var number = number(value);
        if (number == null) {
          yield null;
        }
        var limits = new HashMap<>(trial.limits());
        limits.put(field, number);
        yield new Trial(trial.name(), question, limits, trial.expected(), trial.at());
      }
      case "claims" -> {
        var number = number(value);
        boolean possible =
            field.equals("confidence")
                && number != null
                && number.signum() >= 0
                && number.compareTo(BigDecimal.ONE) <= 0;
        yield possible && number != null
            ? with(
                trial,
                new Question(
                    question.organisation(),
                    question.operation(),
                    question.arguments(),
                    question.agent(),
                    new Claims(number.doubleValue(), question.claims().risk()),
                    question.at()))
            : null;
      }
      default -> null;
    };
  }

  private static Trial with(Trial trial, Question question) {
    return new Trial(trial.name(), question, trial.limits(), trial.expected(), trial.at());
  }

  private static Question asking(Question question, Data arguments) {
    return new Question(
        question.organisation(),
        question.operation(),
        arguments,
        question.agent(),
        question.claims(),
        question.at());
  }

  private static Data argument(Data.Struct arguments, String name, Data value) {
    var fields = new LinkedHashMap<>(arguments.fields());
    fields.put(name, value);
    return new Data.Struct(fields);
  }

  private static @Nullable BigDecimal number(Data value) {
    return switch (value) {
      case Data.Whole(long whole) -> BigDecimal.valueOf(whole);
      case Data.Decimal(BigDecimal number) -> number;
      case Data.Text _, Data.Flag _, Data.Nothing _, Data.Sequence _ -> null;
      case Data.Struct _, Data.Unreadable _ -> null;
    };
  }
}
