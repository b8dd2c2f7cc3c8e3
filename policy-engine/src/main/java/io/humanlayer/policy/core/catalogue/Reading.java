package io.humanlayer.policy.core.catalogue;

import java.util.List;
import java.util.Map;

/// What an Agent's operation and arguments are when read by a catalogue.
public sealed interface Reading {

  /// The operation is in the catalogue and every argument has its declared type.
  record Known(OperationEntry operation, Map<String, Data> arguments) implements Reading {}

  /// The operation is not in the catalogue; its arguments are within the caps and have no types.
  record Unknown(String name, Map<String, Data> arguments) implements Reading {}

  /// The arguments do not fit; one reason for each that does not, beginning with its JSON Pointer.
  record Misfit(String name, List<String> reasons) implements Reading {
    public Misfit {
      reasons = List.copyOf(reasons);
    }
  }
}
