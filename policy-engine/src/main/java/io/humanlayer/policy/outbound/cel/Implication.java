package io.humanlayer.policy.outbound.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import io.humanlayer.policy.core.catalogue.Data;
import java.util.List;

/// Whether one condition can be shown to hold only where another does. It is sound and not
/// complete: what it cannot show it denies.
record Implication(CelAbstractSyntaxTree premise, CelAbstractSyntaxTree conclusion) {

  boolean holds() {
    return implies(premise.getExpr(), premise, conclusion.getExpr(), conclusion);
  }

  private static boolean implies(
      CelExpr one, CelAbstractSyntaxTree oneTree, CelExpr other, CelAbstractSyntaxTree otherTree) {
    if (isFlag(one, false) || isFlag(other, true)) {
      return true;
    }
    if (new Leaves(oneTree, List.of())
        .text(one)
        .equals(new Leaves(otherTree, List.of()).text(other))) {
      return true;
    }
    if (is(other, "_&&_")) {
      return parts(other).stream().allMatch(part -> implies(one, oneTree, part, otherTree));
    }
    if (is(one, "_||_")) {
      return parts(one).stream().allMatch(part -> implies(part, oneTree, other, otherTree));
    }
    if (is(one, "_&&_")
        && parts(one).stream().anyMatch(part -> implies(part, oneTree, other, otherTree))) {
      return true;
    }
    if (is(other, "_||_")
        && parts(other).stream().anyMatch(part -> implies(one, oneTree, part, otherTree))) {
      return true;
    }
    if (is(one, "!_") && is(other, "!_")) {
      return implies(parts(other).getFirst(), otherTree, parts(one).getFirst(), oneTree);
    }
    return Comparison.of(one)
        .flatMap(mine -> Comparison.of(other).map(mine::implies))
        .orElse(false);
  }

  private static boolean is(CelExpr expression, String function) {
    return expression.getKind() == Kind.CALL && expression.call().function().equals(function);
  }

  private static List<CelExpr> parts(CelExpr expression) {
    return expression.call().args();
  }

  private static boolean isFlag(CelExpr expression, boolean value) {
    return Leaves.constant(expression)
        .filter(constant -> constant instanceof Data.Flag(boolean flag) && flag == value)
        .isPresent();
  }
}
