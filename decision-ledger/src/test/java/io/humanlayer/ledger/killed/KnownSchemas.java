package io.humanlayer.ledger.killed;

import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.SchemaRegistry;
import io.humanlayer.eventing.UnknownContract;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/// The schemas of this build under numbers that every process of it gives alike, so that two
/// processes understand one another without a registry between them.
final class KnownSchemas implements SchemaRegistry {

  private static final Map<Integer, Schema> BY_ID =
      List.of(
              "io.humanlayer.ledger.LeafPrepared",
              "io.humanlayer.ledger.Recorded",
              "io.humanlayer.ledger.CheckpointPublished")
          .stream()
          .map(Contracts::schema)
          .collect(Collectors.toMap(KnownSchemas::id, Function.identity()));

  @Override
  public int idOf(String subject, Schema schema) {
    return id(schema);
  }

  @Override
  public Schema byId(int id) {
    Schema schema = BY_ID.get(id);
    if (schema == null) {
      throw new UnknownContract("no schema " + id);
    }
    return schema;
  }

  private static int id(Schema schema) {
    return schema.getFullName().hashCode() & Integer.MAX_VALUE;
  }
}
