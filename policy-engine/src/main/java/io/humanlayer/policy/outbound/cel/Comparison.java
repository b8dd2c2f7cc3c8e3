package io.humanlayer.policy.outbound.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.policy.Grammar.Boundary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A variable compared with constants: `args.amount > 1000`, `args.base in ["main", "release"]`.
///
/// @param operator as if the variable stood on the left
record Comparison(String variable, String operator, List<Data> constants) {

  private static final Map<String, String> MIRRORED =
      Map.of(
          "_<_", "_>_", "_>_", "_<_", "_<=_", "_>=_", "_>=_", "_<=_", "_==_", "_==_", "_!=_",
          "_!=_");

  static Optional<Comparison> of(CelExpr node) {
    if (node.getKind() != Kind.CALL || node.call().args().size() != 2) {
      return Optional.empty();
    }
    var function = node.call().function();
    var left = node.call().args().get(0);
    var right = node.call().args().get(1);
    if (function.equals("@in")) {
      return Leaves.path(left)
          .flatMap(path -> list(right).map(list -> new Comparison(path, "@in", list)));
    }
    var mirrored = MIRRORED.get(function);
    if (mirrored == null) {
      return Optional.empty();
    }
    return one(left, function, right).or(() -> one(right, mirrored, left));
  }

  private static Optional<Comparison> one(CelExpr variable, String operator, CelExpr constant) {
    return Leaves.path(variable)
        .flatMap(
            path ->
                Leaves.constant(constant)
                    .map(value -> new Comparison(path, operator, List.of(value))));
  }

  private static Optional<List<Data>> list(CelExpr expression) {
    if (expression.getKind() != Kind.LIST) {
      return Optional.empty();
    }
    var values = new ArrayList<Data>();
    for (var element : expression.list().elements()) {
      var value = Leaves.constant(element);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(values);
  }

  List<Boundary> boundaries() {
    return constants.stream().map(value -> new Boundary(variable, value)).toList();
  }

  /// Whether whatever satisfies this one satisfies `other`; false where that is not shown.
  boolean implies(Comparison other) {
    if (!variable.equals(other.variable)) {
      return false;
    }
    if (operator.equals("_==_") || operator.equals("@in")) {
      return !constants.isEmpty() && constants.stream().allMatch(other::admits);
    }
    var mine = number(constants.getFirst());
    var its = other.constants.size() == 1 ? number(other.constants.getFirst()) : null;
    if (mine.isEmpty() || its == null || its.isEmpty()) {
      return false;
    }
    int order = mine.get().compareTo(its.get());
    return switch (operator + other.operator) {
      case "_<__<_", "_<__<=_", "_<=__<=_" -> order <= 0;
      case "_<=__<_" -> order < 0;
      case "_>__>_", "_>__>=_", "_>=__>=_" -> order >= 0;
      case "_>=__>_" -> order > 0;
      default -> false;
    };
  }

  /// Whether this comparison holds where the variable is `value`; false where that is not shown.
  private boolean admits(Data value) {
    var number = number(value);
    var bound = constants.size() == 1 ? number(constants.getFirst()) : Optional.<BigDecimal>empty();
    boolean ordered = number.isPresent() && bound.isPresent();
    int order = ordered ? number.get().compareTo(bound.get()) : 0;
    return switch (operator) {
      case "_==_", "@in" ->
          constants.contains(value)
              || (number.isPresent()
                  && constants.stream()
                      .anyMatch(
                          one ->
                              number(one)
                                  .filter(it -> it.compareTo(number.get()) == 0)
                                  .isPresent()));
      case "_<_" -> ordered && order < 0;
      case "_<=_" -> ordered && order <= 0;
      case "_>_" -> ordered && order > 0;
      case "_>=_" -> ordered && order >= 0;
      default -> false;
    };
  }

  private static Optional<BigDecimal> number(Data value) {
    return switch (value) {
      case Data.Whole(long whole) -> Optional.of(BigDecimal.valueOf(whole));
      case Data.Decimal(BigDecimal decimal) -> Optional.of(decimal);
      case Data.Text _, Data.Flag _, Data.Nothing _, Data.Sequence _, Data.Struct _ ->
          Optional.empty();
      case Data.Unreadable _ -> Optional.empty();
    };
  }
}
