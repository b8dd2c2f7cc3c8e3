package io.humanlayer.policy.outbound.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import java.util.Set;

/// Refuses to compare an argument without a type with a number by equality. Where a rule is for all
/// operations the argument may be a `decimal` or an `int`, and CEL says of two values of different
/// types that they are not equal, instead of failing: a strict rule would silently not match.
final class UntypedEquality {

  static final String REFUSED =
      "where arguments have no types, compare numbers with <= and >=, not by equality";

  private static final Set<String> EQUALITY = Set.of("_==_", "_!=_", "@in");
  private static final Set<CelKind> NUMBERS = Set.of(CelKind.INT, CelKind.UINT, CelKind.DOUBLE);

  private UntypedEquality() {}

  static boolean in(CelAbstractSyntaxTree tree) {
    return CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .filter(node -> node.getKind() == Kind.CALL)
        .map(node -> node.expr().call())
        .filter(call -> EQUALITY.contains(call.function()) && call.args().size() == 2)
        .anyMatch(
            call -> {
              var one = type(tree, call.args().get(0));
              var other = type(tree, call.args().get(1));
              return (untyped(one) && number(other)) || (number(one) && untyped(other));
            });
  }

  private static CelType type(CelAbstractSyntaxTree tree, CelExpr expression) {
    return tree.getTypeOrThrow(expression.id());
  }

  private static boolean untyped(CelType type) {
    return type.kind() == CelKind.DYN
        || (type instanceof ListType list && list.elemType().kind() == CelKind.DYN);
  }

  private static boolean number(CelType type) {
    return NUMBERS.contains(type.kind())
        || (type instanceof ListType list && NUMBERS.contains(list.elemType().kind()));
  }
}
