package io.humanlayer.standalone.provision;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/// Creates the topics of `contracts/topics.yaml` and their readers' dead letters on one broker.
public record Topics(TopicList list, String bootstrap) {

  private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

  /// A standalone system has one node.
  private static final short REPLICATION = 1;

  public Topics(String bootstrap) {
    this(TopicList.read(), bootstrap);
  }

  /// Those that do not belong to an organisation.
  public void createShared() {
    create(list.topics().stream().filter(t -> !t.isPerOrganisation()));
  }

  /// Those of one organisation.
  public void createFor(String organisation) {
    create(
        list.topics().stream()
            .filter(TopicList.Topic::isPerOrganisation)
            .map(t -> t.of(organisation)));
  }

  private void create(Stream<TopicList.Topic> topics) {
    var wanted = new ArrayList<NewTopic>();
    topics.forEach(
        topic -> {
          wanted.add(topicOf(topic));
          topic.readers().stream()
              .filter(reader -> !reader.equals("organisation"))
              .forEach(reader -> wanted.add(deadLetters(topic.name(), reader)));
        });
    try (var broker = Broker.at(bootstrap)) {
      createMissing(broker, wanted);
    }
  }

  private static NewTopic topicOf(TopicList.Topic topic) {
    var settings =
        topic.compacted()
            ? Map.of("cleanup.policy", "compact")
            : Map.of(
                "cleanup.policy",
                "delete",
                "retention.ms",
                Long.toString(topic.retention().toMillis()));
    return new NewTopic(topic.name(), topic.partitions(), REPLICATION).configs(settings);
  }

  private static NewTopic deadLetters(String topic, String reader) {
    var retention = Long.toString(DEAD_LETTER_RETENTION.toMillis());
    return new NewTopic(topic + "." + reader + ".dlq", 1, REPLICATION)
        .configs(Map.of("retention.ms", retention));
  }

  static void createMissing(Admin broker, Collection<NewTopic> wanted) {
    var there = Broker.get(broker.listTopics().names());
    List<NewTopic> missing = wanted.stream().filter(t -> !there.contains(t.name())).toList();
    if (!missing.isEmpty()) {
      Broker.get(broker.createTopics(missing).all());
    }
  }
}
