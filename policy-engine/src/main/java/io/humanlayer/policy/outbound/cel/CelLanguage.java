package io.humanlayer.policy.outbound.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.policy.Compilation;
import io.humanlayer.policy.core.policy.Language;
import io.humanlayer.policy.core.policy.Scope;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Conditions in CEL, evaluated by the planner runtime.
///
/// The library has no cost budget at run time, so what it may be given is capped instead: the
/// length and depth of an expression here, the size of arguments by `Caps`.
@Singleton
public final class CelLanguage implements Language {

  static final int MAX_EXPRESSION = 2_000;
  static final int MAX_RECURSION = 32;
  static final int MAX_NODES = 500;

  /// More than one pass over the longest list that `Caps` lets in, far less than two nested ones.
  static final int MAX_ITERATIONS = 10_000;

  static final int MAX_REGEX = 500;

  static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(MAX_EXPRESSION)
          .maxParseRecursionDepth(MAX_RECURSION)
          .maxParseExpressionNodeCount(MAX_NODES)
          .comprehensionMaxIterations(MAX_ITERATIONS)
          .maxRegexProgramSize(MAX_REGEX)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  private final CelRuntime runtime =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .setOptions(OPTIONS)
          .addFunctionBindings(DecimalType.bindings())
          .build();

  @Override
  public Compilation<Boolean> condition(String text, Scope scope) {
    return compile(text, scope, Set.of(SimpleType.BOOL), CelLanguage::flag);
  }

  @Override
  public Compilation<BigDecimal> amount(String text, Scope scope) {
    return compile(text, scope, Set.of(DecimalType.DECIMAL, SimpleType.INT), CelLanguage::number);
  }

  @Override
  public Compilation<String> key(String text, Scope scope) {
    return compile(text, scope, Set.of(SimpleType.STRING), CelLanguage::text);
  }

  private static @Nullable Boolean flag(Object value) {
    return value instanceof Boolean flag ? flag : null;
  }

  private static @Nullable BigDecimal number(Object value) {
    return switch (value) {
      case Data.Decimal exact -> exact.value();
      case Long whole -> BigDecimal.valueOf(whole);
      default -> null;
    };
  }

  private static @Nullable String text(Object value) {
    return value instanceof String text ? text : null;
  }

  private <T> Compilation<T> compile(
      String source, Scope scope, Set<CelType> results, Function<Object, @Nullable T> read) {
    var checked = compiler(scope).compile(source);
    if (checked.hasError()) {
      return new Compilation.Rejected<>(
          checked.getErrors().stream().map(CelLanguage::message).toList());
    }
    try {
      var tree = checked.getAst();
      if (!results.contains(tree.getResultType())) {
        return new Compilation.Rejected<>(
            List.of(
                "this must be "
                    + results.stream()
                        .map(CelType::name)
                        .sorted()
                        .collect(Collectors.joining(" or "))
                    + ", it is "
                    + tree.getResultType().name()));
      }
      if (UntypedEquality.in(tree)) {
        return new Compilation.Rejected<>(List.of(UntypedEquality.REFUSED));
      }
      return new Compilation.Compiled<>(
          new CelExpression<>(runtime.createProgram(tree), tree, read), mentions(tree));
    } catch (CelValidationException | CelEvaluationException e) {
      return new Compilation.Rejected<>(List.of(String.valueOf(e.getMessage())));
    }
  }

  private static CelCompiler compiler(Scope scope) {
    var variables = new Variables(scope);
    var builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setTypeProvider(variables)
            .addFunctionDeclarations(DecimalType.declarations());
    variables.byName().forEach(builder::addVar);
    return builder.build();
  }

  private static Set<String> mentions(CelAbstractSyntaxTree tree) {
    return CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .filter(node -> node.getKind() == Kind.IDENT)
        .map(node -> node.expr().ident().name())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String message(CelIssue issue) {
    var at = issue.getSourceLocation();
    return "column " + (at.getColumn() + 1) + ": " + issue.getMessage();
  }
}
