package io.humanlayer.gateway.core.catalogue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The operations that an organisation's policies declare, by name and by alias.
public final class Catalogue {

  /// An organisation that has declared nothing.
  public static final Catalogue EMPTY = new Catalogue(List.of());

  private final Map<String, Operation> byName = new HashMap<>();

  public Catalogue(List<Operation> operations) {
    for (Operation operation : operations) {
      operation.aliases().forEach(alias -> byName.putIfAbsent(alias, operation));
    }
    operations.forEach(operation -> byName.put(operation.name(), operation));
  }

  /// The operation of that name or alias; one that nobody declared stands for itself.
  public Operation resolve(String name) {
    Operation declared = byName.get(name);
    return declared == null ? new Operation(name, Set.of(), Set.of()) : declared;
  }

  /// One declared operation.
  ///
  /// @param decimals the arguments that are decimals, and so have one canonical text
  public record Operation(String name, Set<String> aliases, Set<String> decimals) {
    public Operation {
      aliases = Set.copyOf(aliases);
      decimals = Set.copyOf(decimals);
    }
  }
}
