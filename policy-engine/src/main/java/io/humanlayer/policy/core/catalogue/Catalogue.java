package io.humanlayer.policy.core.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The operations that a policy knows, by name and alias.
public final class Catalogue {

  /// Enough to correct a request by; the rest would only be noise.
  private static final int MAX_REASONS = 20;

  private final Map<String, OperationEntry> byName;
  private final List<OperationEntry> entries;

  private Catalogue(Map<String, OperationEntry> byName, List<OperationEntry> entries) {
    this.byName = byName;
    this.entries = entries;
  }

  /// The catalogue of `entries`.
  ///
  /// @throws IllegalArgumentException if two entries share a name or an alias
  public static Catalogue of(Collection<OperationEntry> entries) {
    var byName = new LinkedHashMap<String, OperationEntry>();
    for (var entry : entries) {
      add(byName, entry.name(), entry);
      entry.aliases().forEach(alias -> add(byName, alias, entry));
    }
    return new Catalogue(Collections.unmodifiableMap(byName), List.copyOf(entries));
  }

  private static void add(Map<String, OperationEntry> byName, String name, OperationEntry entry) {
    if (byName.putIfAbsent(name, entry) != null) {
      throw new IllegalArgumentException("two operations are called " + name);
    }
  }

  public List<OperationEntry> entries() {
    return entries;
  }

  /// The operation that goes by this name or alias.
  public Optional<OperationEntry> find(String nameOrAlias) {
    return Optional.ofNullable(byName.get(nameOrAlias));
  }

  /// Reads what an Agent asks for.
  public Reading read(String nameOrAlias, Data arguments) {
    var entry = byName.get(nameOrAlias);
    String name = entry == null ? nameOrAlias : entry.name();
    if (!(arguments instanceof Data.Struct struct)) {
      String why =
          arguments instanceof Data.Unreadable unreadable ? unreadable.why() : "not an object";
      return new Reading.Misfit(name, List.of("/: " + why));
    }
    var tooLarge = Caps.exceededBy(struct);
    if (!tooLarge.isEmpty()) {
      return new Reading.Misfit(name, limited(tooLarge));
    }
    return entry == null
        ? new Reading.Unknown(name, struct.fields())
        : typed(entry, struct.fields());
  }

  private static Reading typed(OperationEntry entry, Map<String, Data> sent) {
    var fitting = LinkedHashMap.<String, Data>newLinkedHashMap(sent.size());
    var reasons = new ArrayList<String>();
    entry
        .arguments()
        .forEach(
            (name, type) -> {
              var value = sent.get(name);
              if (value == null || value instanceof Data.Nothing) {
                if (!entry.optional().contains(name)) {
                  reasons.add("/" + Pointer.escape(name) + ": missing");
                }
                return;
              }
              type.fit(value)
                  .ifPresentOrElse(
                      fit -> fitting.put(name, fit),
                      () -> reasons.add("/" + Pointer.escape(name) + ": not " + type.meaning()));
            });
    for (String name : sent.keySet()) {
      if (!entry.arguments().containsKey(name)) {
        reasons.add(
            "/" + Pointer.escape(name) + ": " + entry.name() + " declares no such argument");
      }
    }
    return reasons.isEmpty()
        ? new Reading.Known(entry, Collections.unmodifiableMap(fitting))
        : new Reading.Misfit(entry.name(), limited(reasons));
  }

  private static List<String> limited(List<String> reasons) {
    return reasons.size() <= MAX_REASONS ? reasons : reasons.subList(0, MAX_REASONS);
  }
}
