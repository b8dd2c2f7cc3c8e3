package io.humanlayer.eventing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Writes to Kafka with acknowledgement by all replicas. For facts decided from a record alone,
/// whose repetition is the same event; what is decided from a database leaves through the journal.
public final class EventProducer implements AutoCloseable {

  /// A dead letter gives at most so many characters of reason.
  public static final int MAX_REASON = 2_000;

  private static final long ACK_TIMEOUT_SECONDS = 30;

  private final KafkaProducer<String, byte[]> kafka;
  private final AvroWire wire;

  public EventProducer(String bootstrapServers, AvroWire wire) {
    this.wire = wire;
    this.kafka =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "none",
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                20_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                5_000),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /// Sends one event; the future ends when all replicas have it, or with the failure.
  public CompletableFuture<Void> send(Envelope envelope, OutgoingEvent event) {
    return send(
        new ProducerRecord<>(
            event.topic(),
            null,
            event.at().toEpochMilli(),
            event.key(),
            wire.encode(event.topic(), event.body()),
            envelope.headers()));
  }

  /// Sends one record as it stands.
  public CompletableFuture<Void> send(ProducerRecord<String, byte[]> message) {
    var acknowledged = new CompletableFuture<Void>();
    try {
      var _ =
          kafka.send(
              message,
              (_, failure) -> {
                if (failure == null) {
                  acknowledged.complete(null);
                } else {
                  acknowledged.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      acknowledged.completeExceptionally(e);
    }
    return acknowledged;
  }

  /// Waits until everything in `sent` is acknowledged.
  ///
  /// @throws IllegalStateException if one is not; what was sent may or may not be there
  public static void await(List<CompletableFuture<Void>> sent) {
    try {
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
          .get(ACK_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | CompletionException e) {
      throw new IllegalStateException("the broker did not acknowledge", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// Sends a copy of an unreadable record to the dead letters of `reader`, with the reason, and
  /// waits until it is there. A record that with its reason is too large for the topic goes without
  /// its value: the headers say where the original is.
  public void deadLetter(ConsumerRecord<String, byte[]> dead, String reader, String reason) {
    try {
      await(List.of(send(copy(dead, dead.value(), reader, reason))));
    } catch (IllegalStateException e) {
      if (!tooLarge(e)) {
        throw e;
      }
      await(List.of(send(copy(dead, null, reader, reason + " (value too large to copy)"))));
    }
  }

  private static ProducerRecord<String, byte[]> copy(
      ConsumerRecord<String, byte[]> dead, byte @Nullable [] value, String reader, String reason) {
    var copy =
        new ProducerRecord<String, byte[]>(
            dead.topic() + "." + reader + ".dlq", null, dead.key(), value, dead.headers());
    var headers = new ArrayList<Map.Entry<String, String>>();
    headers.add(
        Map.entry(
            "dead-letter-reason", reason.substring(0, Math.min(reason.length(), MAX_REASON))));
    headers.add(Map.entry("dead-letter-topic", dead.topic()));
    headers.add(Map.entry("dead-letter-partition", Integer.toString(dead.partition())));
    headers.add(Map.entry("dead-letter-offset", Long.toString(dead.offset())));
    headers.forEach(
        header ->
            copy.headers()
                .add(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8)));
    return copy;
  }

  private static boolean tooLarge(Throwable failure) {
    for (@Nullable Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof RecordTooLargeException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    kafka.close();
  }
}
