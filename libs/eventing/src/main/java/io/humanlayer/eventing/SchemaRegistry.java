package io.humanlayer.eventing;

import org.apache.avro.Schema;

/// Where schemas have their numbers, which travel in front of each Avro value.
public interface SchemaRegistry {

  /// The number of `schema` under `subject`; registers it where it is new and compatible.
  ///
  /// @throws IllegalStateException if the registry refuses or does not answer
  int idOf(String subject, Schema schema);

  /// The schema with this number.
  ///
  /// @throws UnknownContract if the registry has none
  /// @throws IllegalStateException if the registry does not answer
  Schema byId(int id);
}
