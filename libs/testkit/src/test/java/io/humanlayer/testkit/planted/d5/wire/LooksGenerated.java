package io.humanlayer.testkit.planted.d5.wire;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;

public class LooksGenerated implements GenericContainer {
  @Override
  public Schema getSchema() {
    return Schema.create(Schema.Type.NULL);
  }
}
