package io.humanlayer.testkit.planted.d9.inbound;

import org.apache.kafka.clients.producer.KafkaProducer;

record Sends(KafkaProducer<byte[], byte[]> producer) {}
