package io.humanlayer.policy.core.policy;

import java.math.BigDecimal;
import java.util.List;
import java.util.StringJoiner;

/// A limit with its expressions compiled for one operation.
record ArmedLimit(
    Limit limit,
    Expression<BigDecimal> sum,
    Expression<Boolean> where,
    List<Expression<String>> by) {

  /// What this request adds to the limit, or why that cannot be said.
  Answer<Demand> demand(Facts facts) {
    var key = new StringJoiner("|");
    for (var part : by) {
      switch (part.of(facts)) {
        case Answer.Known<String>(String text) ->
            key.add(text.replace("\\", "\\\\").replace("|", "\\|"));
        case Answer.Failed<String>(String why) -> {
          return new Answer.Failed<>("by: " + why);
        }
      }
    }
    boolean counts;
    switch (where.of(facts)) {
      case Answer.Known<Boolean>(Boolean holds) -> counts = holds;
      case Answer.Failed<Boolean>(String why) -> {
        return new Answer.Failed<>("where: " + why);
      }
    }
    return switch (sum.of(facts)) {
      case Answer.Known<BigDecimal>(BigDecimal amount) ->
          new Answer.Known<>(
              new Demand(
                  limit.name(), key.toString(), counts ? amount : BigDecimal.ZERO, limit.window()));
      case Answer.Failed<BigDecimal>(String why) -> new Answer.Failed<>("sum: " + why);
    };
  }
}
