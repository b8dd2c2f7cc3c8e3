package io.humanlayer.testkit.infrastructure;

import io.humanlayer.testkit.topics.Topic;
import io.humanlayer.testkit.topics.TopicCatalogue;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/// Creates every topic of the catalogue, with the dead letters of its readers.
final class Topics {

  /// Enough to meet a rebalance, few enough to be created at once.
  private static final int MOST_PARTITIONS = 3;

  private Topics() {}

  static void create(String bootstrapServers, String organisation) {
    var topics =
        TopicCatalogue.onClasspath().topics().values().stream()
            .flatMap(Topics::withDeadLetters)
            .map(t -> named(t.name().replace("<org>", organisation), t))
            .toList();
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      admin.createTopics(topics).all().get(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the topics cannot be created", e);
    }
  }

  private record Wanted(String name, int partitions, String cleanup) {}

  private static Stream<Wanted> withDeadLetters(Topic topic) {
    String cleanup = topic.compacted() ? "compact" : "delete";
    return Stream.concat(
        Stream.of(new Wanted(topic.name(), Math.min(topic.partitions(), MOST_PARTITIONS), cleanup)),
        topic.deadLetters().stream().map(name -> new Wanted(name, 1, "delete")));
  }

  private static NewTopic named(String name, Wanted topic) {
    return new NewTopic(name, topic.partitions(), (short) 1)
        .configs(Map.of("cleanup.policy", topic.cleanup()));
  }
}
