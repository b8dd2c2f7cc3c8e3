package io.humanlayer.testkit.planted.d6.outbound;

import org.apache.kafka.clients.consumer.Consumer;

record Consumes(Consumer<byte[], byte[]> consumer) {}
