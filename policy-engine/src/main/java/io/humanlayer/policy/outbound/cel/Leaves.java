package io.humanlayer.policy.outbound.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.parser.CelUnparserFactory;
import io.humanlayer.policy.core.catalogue.ArgumentType;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.policy.Clause;
import io.humanlayer.policy.core.policy.Facts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// The parts of a condition that can be true or false by themselves: what `&&`, `||`, `!` and `?:`
/// join.
record Leaves(CelAbstractSyntaxTree tree, List<CelExpr> leaves) {

  private static final Set<String> JOINTS = Set.of("_&&_", "_||_", "!_", "_?_:_");

  static Leaves of(CelAbstractSyntaxTree tree) {
    var leaves = new ArrayList<CelExpr>();
    collect(tree.getExpr(), leaves);
    return new Leaves(tree, leaves);
  }

  private static void collect(CelExpr expression, List<CelExpr> into) {
    if (expression.getKind() == Kind.CALL && JOINTS.contains(expression.call().function())) {
      expression.call().args().forEach(part -> collect(part, into));
    } else if (expression.getKind() != Kind.CONSTANT) {
      into.add(expression);
    }
  }

  /// The leaves that have a value in `values`, by the id of the expression.
  List<Clause> clauses(Map<Long, String> values, Facts facts) {
    var clauses = new ArrayList<Clause>();
    for (var leaf : leaves) {
      var value = values.get(leaf.id());
      if (value != null) {
        clauses.add(new Clause(text(leaf), value, seen(leaf, facts)));
      }
    }
    return clauses;
  }

  /// The text of a part of the condition.
  String text(CelExpr part) {
    return CelUnparserFactory.newUnparser()
        .unparse(CelAbstractSyntaxTree.newParsedAst(part, tree.getSource()));
  }

  private String seen(CelExpr leaf, Facts facts) {
    var paths = new LinkedHashSet<String>();
    CelNavigableAst.fromAst(CelAbstractSyntaxTree.newParsedAst(leaf, tree.getSource()))
        .getRoot()
        .allNodes()
        .map(CelNavigableExpr::expr)
        .forEach(node -> path(node).ifPresent(paths::add));
    var seen = new StringJoiner(", ");
    for (var path : paths) {
      var value = value(path, facts);
      if (value != null) {
        seen.add(path + " = " + shown(value));
      }
    }
    return seen.toString();
  }

  private static @Nullable Object value(String path, Facts facts) {
    int dot = path.indexOf('.');
    return facts.variables().get(path.substring(0, dot)) instanceof Map<?, ?> fields
        ? fields.get(path.substring(dot + 1))
        : null;
  }

  /// The variable that an expression reads: `args.amount`.
  static Optional<String> path(CelExpr expression) {
    return expression.getKind() == Kind.SELECT
            && expression.select().operand().getKind() == Kind.IDENT
        ? Optional.of(
            expression.select().operand().ident().name() + "." + expression.select().field())
        : Optional.empty();
  }

  /// The constant that an expression is; `decimal("1.5")` is one too.
  static Optional<Data> constant(CelExpr expression) {
    if (expression.getKind() == Kind.CALL
        && expression.call().function().equals("decimal")
        && expression.call().args().size() == 1) {
      return constant(expression.call().args().getFirst()).flatMap(ArgumentType.DECIMAL::fit);
    }
    if (expression.getKind() != Kind.CONSTANT) {
      return Optional.empty();
    }
    CelConstant constant = expression.constant();
    return switch (constant.getKind()) {
      case INT64_VALUE -> Optional.of(new Data.Whole(constant.int64Value()));
      case DOUBLE_VALUE -> Optional.of(Data.number(BigDecimal.valueOf(constant.doubleValue())));
      case STRING_VALUE -> Optional.of(new Data.Text(constant.stringValue()));
      case BOOLEAN_VALUE -> Optional.of(new Data.Flag(constant.booleanValue()));
      default -> Optional.empty();
    };
  }

  static String shown(Object value) {
    return switch (value) {
      case Data.Decimal(var number) -> number.toPlainString();
      case String text -> '"' + text + '"';
      default -> String.valueOf(value);
    };
  }
}
