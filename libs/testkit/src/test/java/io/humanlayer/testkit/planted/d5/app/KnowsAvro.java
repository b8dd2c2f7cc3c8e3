package io.humanlayer.testkit.planted.d5.app;

import org.apache.avro.Schema;

record KnowsAvro(Schema schema) {}
