package io.humanlayer.eventing;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/// Follows a compacted topic from its beginning, as every instance of a service must that keeps its
/// content in memory: all partitions, no group, no committed offset.
public final class CompactedTopic implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(CompactedTopic.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final String topic;
  private final Consumption consumption;
  private final KafkaConsumer<String, byte[]> kafka;
  private final Consumer<IncomingEvent> effect;
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean failed;

  /// Starts to follow `topic`; `effect` is called on one thread, in the order of each partition.
  public CompactedTopic(
      String bootstrapServers,
      String topic,
      Consumption consumption,
      Consumer<IncomingEvent> effect) {
    this.topic = topic;
    this.consumption = consumption;
    this.effect = effect;
    this.kafka =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    this.thread = Thread.ofPlatform().daemon().name("follow-" + topic).unstarted(this::follow);
  }

  /// Starts to follow.
  public CompactedTopic start() {
    thread.start();
    return this;
  }

  /// Whether all that was there at the start has been read, and reading has not failed.
  public boolean ready() {
    return caughtUp.getCount() == 0 && !failed;
  }

  private void follow() {
    try (kafka) {
      while (!closing()) {
        try {
          read(assignFromTheBeginning());
        } catch (RetriableException e) {
          LOG.warnf("%s is read again from its beginning: %s", topic, e.getMessage());
        }
      }
    } catch (WakeupException e) {
      LOG.debugf(e, "no longer following %s", topic);
    } catch (RuntimeException e) {
      failed = true;
      LOG.errorf(e, "following %s stopped", topic);
    }
  }

  private void read(Map<TopicPartition, Long> ends) {
    while (!closing()) {
      if (reached(ends)) {
        caughtUp.countDown();
      }
      Iterable<ConsumerRecord<String, byte[]>> batch = kafka.poll(POLL);
      consumption.handle(batch, _ -> true, event -> event, events -> events.forEach(effect));
    }
  }

  private Map<TopicPartition, Long> assignFromTheBeginning() {
    List<TopicPartition> partitions = partitions();
    while (partitions.isEmpty() && !closingWithin(PATIENCE)) {
      partitions = partitions();
    }
    kafka.assign(partitions);
    kafka.seekToBeginning(partitions);
    return new HashMap<>(kafka.endOffsets(partitions));
  }

  private List<TopicPartition> partitions() {
    try {
      var found = kafka.partitionsFor(topic, Duration.ofSeconds(5));
      if (found.isEmpty()) {
        LOG.warnf("there is no topic %s yet", topic);
      }
      return found.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
    } catch (RetriableException e) {
      LOG.warnf("the broker does not answer for %s: %s", topic, e.getMessage());
      return List.of();
    }
  }

  private boolean closing() {
    return closing.getCount() == 0;
  }

  private boolean closingWithin(Duration time) {
    try {
      return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private boolean reached(Map<TopicPartition, Long> ends) {
    ends.entrySet().removeIf(end -> kafka.position(end.getKey()) >= end.getValue());
    return ends.isEmpty();
  }

  @Override
  public void close() {
    closing.countDown();
    kafka.wakeup();
  }
}
