package io.humanlayer.policy.outbound.cel;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import io.humanlayer.policy.core.catalogue.ArgumentType;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.catalogue.Data.Decimal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// The type `decimal`, which CEL lacks: exact, compared with decimals and whole numbers, never with
/// binary fractions. `decimal("1000.50")` writes one.
final class DecimalType {

  static final OpaqueType DECIMAL = OpaqueType.create("decimal");

  private static final String OF_TEXT = "decimal_of_text";

  private enum Comparison {
    LESS("_<_"),
    LESS_EQUALS("_<=_"),
    GREATER("_>_"),
    GREATER_EQUALS("_>=_");

    private final String operator;

    Comparison(String operator) {
      this.operator = operator;
    }

    boolean holds(Decimal one, Decimal other) {
      int order = one.value().compareTo(other.value());
      return switch (this) {
        case LESS -> order < 0;
        case LESS_EQUALS -> order <= 0;
        case GREATER -> order > 0;
        case GREATER_EQUALS -> order >= 0;
      };
    }

    String withDecimal() {
      return name() + "_decimal_decimal";
    }

    String withInt() {
      return name() + "_decimal_int";
    }
  }

  private DecimalType() {}

  static List<CelFunctionDecl> declarations() {
    var declarations = new ArrayList<CelFunctionDecl>();
    for (var comparison : Comparison.values()) {
      declarations.add(
          CelFunctionDecl.newFunctionDeclaration(
              comparison.operator,
              CelOverloadDecl.newGlobalOverload(
                  comparison.withDecimal(), SimpleType.BOOL, DECIMAL, DECIMAL),
              CelOverloadDecl.newGlobalOverload(
                  comparison.withInt(), SimpleType.BOOL, DECIMAL, SimpleType.INT)));
    }
    declarations.add(
        CelFunctionDecl.newFunctionDeclaration(
            "decimal", CelOverloadDecl.newGlobalOverload(OF_TEXT, DECIMAL, SimpleType.STRING)));
    return declarations;
  }

  static List<CelFunctionBinding> bindings() {
    var bindings = new ArrayList<CelFunctionBinding>();
    for (var comparison : Comparison.values()) {
      bindings.addAll(
          CelFunctionBinding.fromOverloads(
              comparison.operator,
              CelFunctionBinding.from(
                  comparison.withDecimal(),
                  Decimal.class,
                  Decimal.class,
                  (one, other) -> comparison.holds(one, other)),
              CelFunctionBinding.from(
                  comparison.withInt(),
                  Decimal.class,
                  Long.class,
                  (one, other) -> comparison.holds(one, new Decimal(BigDecimal.valueOf(other))))));
    }
    bindings.addAll(
        CelFunctionBinding.fromOverloads(
            "decimal", CelFunctionBinding.from(OF_TEXT, String.class, DecimalType::ofText)));
    return bindings;
  }

  private static Decimal ofText(String text) {
    if (ArgumentType.DECIMAL.fit(new Data.Text(text)).orElse(null) instanceof Decimal decimal) {
      return decimal;
    }
    throw new IllegalArgumentException("not a decimal number: " + text);
  }
}
