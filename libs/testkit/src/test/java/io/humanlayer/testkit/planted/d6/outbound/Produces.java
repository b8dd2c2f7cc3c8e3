package io.humanlayer.testkit.planted.d6.outbound;

import org.apache.kafka.clients.producer.Producer;

record Produces(Producer<byte[], byte[]> producer) {}
