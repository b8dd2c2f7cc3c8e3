package io.humanlayer.eventing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What a consumer does with a batch, the same in every service. A record that cannot be read goes
/// to the reader's dead letters and the next one flows; an unknown type stops the consumer; while a
/// store or the network is down the batch is tried again, ever more slowly, and nothing is skipped.
public final class Consumption {

  /// The longest pause between two tries of the same batch.
  public static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

  private static final Logger LOG = Logger.getLogger(Consumption.class);

  private final String reader;
  private final AvroWire wire;
  private final EventProducer producer;

  /// @param reader the service's name, as `contracts/topics.yaml` has it
  public Consumption(String reader, AvroWire wire, EventProducer producer) {
    this.reader = reader;
    this.wire = wire;
    this.producer = producer;
  }

  /// The events of one batch, each read into `T`, given to `effect` all at once.
  ///
  /// @param wanted the events that concern this reader; others of the topic are known but passed by
  /// @param read makes the domain's value; [Malformed] or an `IllegalArgumentException` from it
  ///   sends the record to the dead letters
  /// @param effect idempotent; when it throws, the same list is given to it again
  /// @throws UnknownContract if the batch has an event type or schema that this build lacks
  public <T> void handle(
      Iterable<ConsumerRecord<String, byte[]>> batch,
      Predicate<String> wanted,
      Function<IncomingEvent, T> read,
      Consumer<List<T>> effect) {
    handleRaw(batch, message -> readOne(message, wanted, read), effect);
  }

  /// As [#handle], for records that others write, in forms that only `read` knows.
  public <T> void handleRaw(
      Iterable<ConsumerRecord<String, byte[]>> batch,
      Function<ConsumerRecord<String, byte[]>, @Nullable T> read,
      Consumer<List<T>> effect) {
    var values = new ArrayList<T>();
    for (ConsumerRecord<String, byte[]> message : batch) {
      T value = persistently(() -> readable(message, read));
      if (value != null) {
        values.add(value);
      }
    }
    if (!values.isEmpty()) {
      persistently(
          () -> {
            effect.accept(values);
            return null;
          });
    }
  }

  /// Sends a record to this reader's dead letters, with the reason.
  public void deadLetter(ConsumerRecord<String, byte[]> message, String reason) {
    LOG.errorf(
        "dead letter: %s-%d@%d: %s",
        message.topic(), message.partition(), message.offset(), reason);
    producer.deadLetter(message, reader, reason);
  }

  /// Decodes one record: its envelope, and its body unless it is a tombstone.
  public IncomingEvent decode(ConsumerRecord<String, byte[]> message) {
    Envelope envelope = Envelope.from(message.headers());
    String event = Contracts.event(envelope.type());
    byte[] value = message.value();
    return new IncomingEvent(
        envelope,
        message.topic(),
        message.key() == null ? "" : message.key(),
        value == null ? null : wire.decode(event, value));
  }

  private <T> @Nullable T readOne(
      ConsumerRecord<String, byte[]> message,
      Predicate<String> wanted,
      Function<IncomingEvent, T> read) {
    IncomingEvent event = decode(message);
    return wanted.test(event.event()) ? read.apply(event) : null;
  }

  private <T> @Nullable T readable(
      ConsumerRecord<String, byte[]> message,
      Function<ConsumerRecord<String, byte[]>, @Nullable T> read) {
    try {
      return read.apply(message);
    } catch (Malformed | IllegalArgumentException e) {
      deadLetter(message, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private <T> @Nullable T persistently(Attempt<T> attempt) {
    long pause = 50;
    while (true) {
      try {
        return attempt.run();
      } catch (UnknownContract e) {
        LOG.errorf("%s stops: %s", reader, e.getMessage());
        throw e;
      } catch (RuntimeException e) {
        LOG.warnf(e, "%s tries again in %d ms", reader, pause);
        pause(pause);
        pause = Math.min(pause * 2, MAX_BACKOFF.toMillis());
      }
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a batch waited to be tried again", e);
    }
  }

  @FunctionalInterface
  private interface Attempt<T> {
    @Nullable T run();
  }
}
