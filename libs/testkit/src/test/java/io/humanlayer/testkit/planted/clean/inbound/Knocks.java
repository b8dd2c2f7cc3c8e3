package io.humanlayer.testkit.planted.clean.inbound;

import io.humanlayer.testkit.planted.clean.app.Doors;
import io.humanlayer.testkit.planted.clean.wire.Codec;
import org.apache.kafka.clients.consumer.ConsumerRecord;

public record Knocks(Doors doors, Codec codec, ConsumerRecord<byte[], byte[]> knock) {
  static final String TOPIC = "hl.decisions.v1";
}
