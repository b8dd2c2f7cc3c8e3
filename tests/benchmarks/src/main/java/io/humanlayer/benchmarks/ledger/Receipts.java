package io.humanlayer.benchmarks.ledger;

import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventProducer;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.ledger.core.log.Fact;
import io.humanlayer.ledger.core.log.Placed;
import io.humanlayer.ledger.core.log.Slice;
import io.humanlayer.ledger.wire.LeafAvro;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// From the moment an event's leaf is sent to the topic that orders the log until the head that its
/// receipt is made with is durable, at a steady thousand events a second and one head a second.
final class Receipts {

  private static final int PER_SECOND = 1_000;
  private static final int SECONDS = 30;
  private static final int WARM_UP = 5;
  private static final String TOPIC = "hl.leaves.v1";

  private final Ledger ledger;
  private final String servers;
  private final long[] sent = new long[PER_SECOND * SECONDS];
  private final long[] covered = new long[PER_SECOND * SECONDS];

  Receipts(Ledger ledger, String servers) {
    this.ledger = ledger;
    this.servers = servers;
  }

  void run() throws InterruptedException, ExecutionException {
    try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
    try (var work = Executors.newVirtualThreadPerTaskExecutor();
        var ticker = Executors.newSingleThreadScheduledExecutor()) {
      var writing = work.submit(this::write);
      var head = ticker.scheduleAtFixedRate(this::sign, 1, 1, TimeUnit.SECONDS);
      try {
        send();
        writing.get();
        sign();
      } finally {
        writing.cancel(true);
        head.cancel(false);
      }
    }
    report();
  }

  private void send() throws InterruptedException {
    try (var producer = new EventProducer(servers, ledger.wire)) {
      List<CompletableFuture<Void>> acknowledged = new ArrayList<>();
      long start = System.nanoTime();
      for (int number = 0; number < sent.length; number++) {
        long due = start + number * (1_000_000_000L / PER_SECOND);
        long early = due - System.nanoTime();
        if (early > 0) {
          TimeUnit.NANOSECONDS.sleep(early);
        }
        // What the schedule owes counts as waiting: a stall is not hidden by sending later.
        sent[number] = due;
        Fact fact = Events.fact(number, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        var event = LeafAvro.write(fact);
        acknowledged.add(
            producer.send(
                new Envelope(
                    fact.leaf().eventId(),
                    "/bench",
                    LeafAvro.TYPE,
                    "bench",
                    event.at(),
                    "acme",
                    null,
                    null),
                event));
      }
      EventProducer.await(acknowledged);
    }
  }

  private void write() {
    var partition = new TopicPartition(TOPIC, 0);
    try (var kafka =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                servers,
                "max.poll.records",
                5_000,
                "enable.auto.commit",
                false),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      kafka.assign(List.of(partition));
      kafka.seekToBeginning(List.of(partition));
      for (long next = 0; next < sent.length; ) {
        List<ConsumerRecord<String, byte[]>> records =
            kafka.poll(Duration.ofSeconds(1)).records(partition);
        if (!records.isEmpty()) {
          next = records.getLast().offset() + 1;
          ledger.facts.record(slice(records, next));
        }
      }
    }
  }

  private Slice slice(List<ConsumerRecord<String, byte[]>> records, long next) {
    List<Placed> placed = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      var event =
          new IncomingEvent(
              Envelope.from(record.headers()),
              TOPIC,
              record.key(),
              ledger.wire.decode(LeafAvro.EVENT, record.value()));
      placed.add(new Placed(record.offset(), LeafAvro.read(event)));
    }
    return new Slice(0, placed, next);
  }

  /// Signs, and notes which events the new head covers for the first time; entry 0 is the genesis.
  private synchronized void sign() {
    if (!ledger.logs.grown().isEmpty() && ledger.checkpoints.publish(Events.ORG)) {
      String origin = ledger.reader.of(Events.ORG).getFirst().origin();
      long size = ledger.reader.newestHead(origin).orElseThrow().checkpoint().size();
      long now = System.nanoTime();
      for (int number = (int) size - 2; number >= 0 && covered[number] == 0; number--) {
        covered[number] = now;
      }
    }
  }

  private void report() {
    int from = WARM_UP * PER_SECOND;
    long[] latencies = new long[sent.length - from];
    for (int i = 0; i < latencies.length; i++) {
      latencies[i] = covered[from + i] - sent[from + i];
    }
    Arrays.sort(latencies);
    System.out.printf(
        Locale.ROOT,
        "from event to receipt at %,d events a second: p50 %.2f s, p99 %.2f s, max %.2f s%n",
        PER_SECOND,
        latencies[latencies.length / 2] / 1e9,
        latencies[(int) (latencies.length * 0.99)] / 1e9,
        latencies[latencies.length - 1] / 1e9);
  }
}
