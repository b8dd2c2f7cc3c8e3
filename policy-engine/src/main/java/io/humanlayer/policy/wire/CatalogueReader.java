package io.humanlayer.policy.wire;

import io.humanlayer.policy.core.catalogue.ArgumentType;
import io.humanlayer.policy.core.catalogue.Catalogue;
import io.humanlayer.policy.core.catalogue.OperationEntry;
import io.humanlayer.policy.core.policy.Reach;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads `spec.operations`, and what refers to them.
final class CatalogueReader {

  static final int MAX_OPERATIONS = 500;

  /// Names that conditions can write: no quotes, no spaces.
  private static final Pattern ARGUMENT = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,62}");

  private static final Pattern OPERATION = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._:/-]{0,126}");

  private CatalogueReader() {}

  static Catalogue read(Item operations) {
    var entries = new ArrayList<OperationEntry>();
    var all = Section.of(operations).all();
    if (all.size() > MAX_OPERATIONS) {
      throw operations.at().flaw("more than " + MAX_OPERATIONS + " operations");
    }
    all.forEach((name, item) -> entries.add(entry(name, item)));
    try {
      return Catalogue.of(entries);
    } catch (IllegalArgumentException e) {
      throw operations.at().flaw(String.valueOf(e.getMessage()));
    }
  }

  private static OperationEntry entry(String name, Item item) {
    var section = Section.of(item);
    var arguments = new LinkedHashMap<String, ArgumentType>();
    var declared = section.item("args");
    if (declared != null) {
      Section.of(declared)
          .all()
          .forEach(
              (argument, type) -> {
                if (!ARGUMENT.matcher(argument).matches()) {
                  throw type.at().flaw("an argument's name matches " + ARGUMENT.pattern());
                }
                arguments.put(argument, Section.word(type, Section.text(type), ArgumentType.class));
              });
    }
    var aliases = section.texts("alias");
    for (String known : Stream.concat(Stream.of(name), aliases.stream()).toList()) {
      if (!OPERATION.matcher(known).matches()) {
        throw item.at().flaw("an operation's name matches " + OPERATION.pattern());
      }
    }
    try {
      var entry =
          new OperationEntry(
              name, aliases, section.texts("effects"), arguments, section.texts("optional"));
      section.done();
      return entry;
    } catch (IllegalArgumentException e) {
      throw item.at().flaw(String.valueOf(e.getMessage()));
    }
  }

  /// Reads `for`: `["*"]` or the names of operations in the catalogue.
  static Reach reach(Section section, Catalogue catalogue) {
    var item = section.required("for");
    var names = section.texts("for");
    if (names.contains("*")) {
      if (names.size() > 1) {
        throw item.at().flaw("\"*\" stands alone");
      }
      return Reach.all();
    }
    if (names.isEmpty()) {
      throw item.at().flaw("for names no operation");
    }
    var operations = new LinkedHashSet<String>();
    for (var name : names) {
      operations.add(
          catalogue
              .find(name)
              .orElseThrow(() -> item.at().flaw("the catalogue knows no operation " + name))
              .name());
    }
    return new Reach(false, operations);
  }
}
