package io.humanlayer.policy.outbound.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import io.humanlayer.policy.core.policy.Answer;
import io.humanlayer.policy.core.policy.Clause;
import io.humanlayer.policy.core.policy.Expression;
import io.humanlayer.policy.core.policy.Facts;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One expression, planned. Whatever goes wrong inside it must tighten, never stop the engine.
final class CelExpression<T> implements Expression<T> {

  private final CelRuntime.Program program;
  private final CelAbstractSyntaxTree tree;
  private final Function<Object, @Nullable T> read;

  CelExpression(
      CelRuntime.Program program, CelAbstractSyntaxTree tree, Function<Object, @Nullable T> read) {
    this.program = program;
    this.tree = tree;
    this.read = read;
  }

  @Override
  public Answer<T> of(Facts facts) {
    try {
      T known = read.apply(program.eval(resolver(facts)));
      return known == null
          ? new Answer.Failed<>("not a value of the declared type")
          : new Answer.Known<>(known);
    } catch (CelEvaluationException | RuntimeException e) {
      return new Answer.Failed<>(String.valueOf(e.getMessage()));
    }
  }

  /// Given a map, the runtime copies it at every evaluation; asked by name, it takes what it needs.
  private static CelVariableResolver resolver(Facts facts) {
    return name -> Optional.ofNullable(facts.variables().get(name));
  }

  @Override
  public List<Clause> clauses(Facts facts) {
    var values = new HashMap<Long, String>();
    try {
      var _ =
          program.trace(
              facts.variables(),
              (expression, value) -> values.put(expression.id(), Leaves.shown(value)));
    } catch (CelEvaluationException | RuntimeException e) {
      // What was evaluated before it went wrong is still worth showing; the error is shown beside.
      return Leaves.of(tree).clauses(values, facts);
    }
    return Leaves.of(tree).clauses(values, facts);
  }
}
