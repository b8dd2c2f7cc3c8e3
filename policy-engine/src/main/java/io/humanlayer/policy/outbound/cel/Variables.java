package io.humanlayer.policy.outbound.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import io.humanlayer.policy.core.catalogue.ArgumentType;
import io.humanlayer.policy.core.policy.Scope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The variables of a scope with their types. Structures are closed: a field that does not exist is
/// an error when the policy is published, not when a request comes.
final class Variables implements CelTypeProvider {

  private static final Map<String, CelType> OPERATION =
      Map.of("name", SimpleType.STRING, "effects", ListType.create(SimpleType.STRING));
  private static final Map<String, CelType> AGENT =
      Map.of(
          "id", SimpleType.STRING,
          "name", SimpleType.STRING,
          "version", SimpleType.STRING,
          "owner", SimpleType.STRING);
  private static final Map<String, CelType> CLAIMS =
      Map.of("confidence", SimpleType.DOUBLE, "risk", SimpleType.STRING);

  private final ImmutableMap<String, CelType> byName;
  private final ImmutableMap<String, CelType> structures;

  Variables(Scope scope) {
    var byName = new LinkedHashMap<String, CelType>();
    byName.put("op", structure("Operation", OPERATION));
    byName.put("agent", structure("Agent", AGENT));
    byName.put("claims", structure("Claims", CLAIMS));
    var limits = new LinkedHashMap<String, CelType>();
    scope.limits().forEach(limit -> limits.put(limit, DecimalType.DECIMAL));
    byName.put("limits", structure("Limits", limits));
    byName.put("org", SimpleType.STRING);
    byName.put("now", SimpleType.TIMESTAMP);
    var arguments = arguments(scope);
    byName.put("args", arguments);
    if (scope.approved()) {
      byName.put("approved", structure("Approved", Map.of("args", arguments)));
    }
    this.byName = ImmutableMap.copyOf(byName);
    this.structures =
        byName.values().stream()
            .filter(StructType.class::isInstance)
            .collect(ImmutableMap.toImmutableMap(CelType::name, type -> type));
  }

  Map<String, CelType> byName() {
    return byName;
  }

  private static CelType arguments(Scope scope) {
    var operation = scope.operation();
    if (operation == null) {
      return MapType.create(SimpleType.STRING, SimpleType.DYN);
    }
    var fields = new LinkedHashMap<String, CelType>();
    operation.arguments().forEach((name, type) -> fields.put(name, celType(type)));
    return structure("Arguments", fields);
  }

  private static CelType celType(ArgumentType type) {
    return switch (type) {
      case STRING -> SimpleType.STRING;
      case INT -> SimpleType.INT;
      case DECIMAL -> DecimalType.DECIMAL;
      case BOOL -> SimpleType.BOOL;
      case LIST -> ListType.create(SimpleType.STRING);
    };
  }

  private static CelType structure(String name, Map<String, CelType> fields) {
    var types = ImmutableMap.copyOf(fields);
    return StructType.create(name, types.keySet(), field -> Optional.ofNullable(types.get(field)));
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return ImmutableSet.copyOf(structures.values());
  }

  @Override
  public Optional<CelType> findType(String name) {
    return Optional.ofNullable(structures.get(name));
  }
}
