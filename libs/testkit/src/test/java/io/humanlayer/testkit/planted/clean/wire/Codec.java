package io.humanlayer.testkit.planted.clean.wire;

import org.apache.avro.Schema;

public record Codec(Schema schema) {}
