package io.humanlayer.standalone.system;

import io.humanlayer.standalone.home.Secrets;
import io.humanlayer.standalone.provision.OrganisationAccess;
import io.humanlayer.standalone.provision.ProvisionFailure;
import io.humanlayer.standalone.provision.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Gives each organisation its topics and its Kafka user when its first agent is registered.
final class OrganisationWatch implements Runnable, AutoCloseable {

  /// Its keys are `organisation/agent`.
  private static final String AGENTS = "hl.agents.v1";

  private static final Logger LOG = Logger.getLogger(OrganisationWatch.class.getName());

  private final KafkaConsumer<String, byte[]> agents;
  private final Topics topics;
  private final OrganisationAccess access;
  private final Secrets secrets;
  private final Set<String> admitted = new HashSet<>();
  private final Set<String> waiting = new HashSet<>();

  OrganisationWatch(String bootstrap, Secrets secrets) {
    this.topics = new Topics(bootstrap);
    this.access = new OrganisationAccess(bootstrap);
    this.secrets = secrets;
    this.agents =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    var partitions =
        agents.partitionsFor(AGENTS).stream()
            .map(p -> new TopicPartition(AGENTS, p.partition()))
            .toList();
    agents.assign(partitions);
    agents.seekToBeginning(partitions);
  }

  /// Looks once. Whom the broker does not take now is tried again at the next look.
  @Override
  public void run() {
    try {
      agents.poll(Duration.ofMillis(200)).forEach(r -> waiting.add(r.key().split("/", 2)[0]));
      waiting.removeAll(admitted);
      List.copyOf(waiting).forEach(this::admit);
    } catch (KafkaException | ProvisionFailure e) {
      LOG.log(Level.WARNING, "the broker does not answer: {0}", e.getMessage());
    }
  }

  private void admit(String organisation) {
    topics.createFor(organisation);
    access.grant(organisation, secrets.kafkaPassword(organisation));
    waiting.remove(organisation);
    admitted.add(organisation);
  }

  @Override
  public void close() {
    agents.close();
  }
}
