package io.humanlayer.testkit.planted.d6.app;

import org.apache.kafka.common.TopicPartition;

record KnowsKafka(TopicPartition partition) {}
