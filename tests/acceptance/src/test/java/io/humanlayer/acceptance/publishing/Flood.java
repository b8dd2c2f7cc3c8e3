package io.humanlayer.acceptance.publishing;

import io.humanlayer.acceptance.system.OrganisationKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Requests at a rate of their own, whatever becomes of those before them, through the
/// organisation's topic. Each carries its number in the city that it asks for; every tenth asks for
/// Atlantis.
final class Flood implements AutoCloseable {

  static final String ATLANTIS = "Atlantis ";

  private static final int SUNK = 10;
  private static final Duration BEAT = Duration.ofMillis(10);

  private final String agent;
  private final String topic;
  private final int eachBeat;
  private final KafkaProducer<String, byte[]> producer;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger released = new AtomicInteger();
  private volatile long nanoseconds;

  /// @param rate requests per second
  Flood(OrganisationKafka.Access access, String agent, int rate) {
    this.agent = agent;
    this.topic = "ext." + access.user() + ".requests.v1";
    this.eachBeat = Math.max(1, (int) (rate * BEAT.toMillis() / 1_000));
    this.producer =
        new KafkaProducer<>(access.settings(), new StringSerializer(), new ByteArraySerializer());
    producer.partitionsFor(topic);
  }

  void start() {
    long began = System.nanoTime();
    var _ =
        clock.scheduleAtFixedRate(
            () -> {
              for (int i = 0; i < eachBeat; i++) {
                send(released.getAndIncrement());
              }
              nanoseconds = System.nanoTime() - began;
            },
            0,
            BEAT.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void send(int number) {
    String city = (number % SUNK == 0 ? ATLANTIS : "Bari ") + number;
    String body =
        "{\"agent\":\"%s\",\"operation\":\"fetch_weather\",\"arguments\":{\"city\":\"%s\"}}"
            .formatted(agent, city);
    var message =
        new ProducerRecord<>(
            topic, Integer.toString(number), body.getBytes(StandardCharsets.UTF_8));
    message.headers().add("content-type", "application/json".getBytes(StandardCharsets.UTF_8));
    message.headers().add("ce_id", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
    var _ =
        producer.send(
            message,
            (_, e) -> {
              if (e == null) {
                taken.incrementAndGet();
              } else {
                failed.incrementAndGet();
              }
            });
  }

  /// How many were sent up to now.
  int released() {
    return released.get();
  }

  /// No more requests.
  ///
  /// @return how many the broker has taken
  int finish() throws InterruptedException {
    clock.shutdown();
    clock.awaitTermination(10, TimeUnit.SECONDS);
    producer.flush();
    if (failed.get() > 0) {
      throw new IllegalStateException(failed + " requests were not taken by the broker");
    }
    return taken.get();
  }

  /// Requests per second, as they were really sent.
  double rate() {
    return released.get() * 1e9 / nanoseconds;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    producer.close(Duration.ofSeconds(5));
  }
}
