package io.humanlayer.notifier.outbound;

import io.humanlayer.eventing.CompactedTopic;
import io.humanlayer.eventing.Consumption;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.notifier.app.AgentKeys;
import io.humanlayer.notifier.wire.AgentAvro;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/// The agents' keys, followed on `hl.agents.v1` from its beginning.
@Default
@Readiness
@ApplicationScoped
public class FollowedAgentKeys implements AgentKeys, HealthCheck {

  private static final Logger LOG = Logger.getLogger(FollowedAgentKeys.class);

  private final Map<String, Change> byAgent = new HashMap<>();
  private volatile Map<String, OrganisationId> byHash = Map.of();
  private final CompactedTopic topic;

  public FollowedAgentKeys(
      @ConfigProperty(name = "kafka.bootstrap.servers") String servers, Consumption consumption) {
    this.topic = new CompactedTopic(servers, "hl.agents.v1", consumption, this::on);
  }

  void start(@Observes StartupEvent started) {
    topic.start();
  }

  @PreDestroy
  void stop() {
    topic.close();
  }

  private void on(IncomingEvent event) {
    try {
      byAgent.put(event.key(), AgentAvro.read(event));
    } catch (Malformed | IllegalArgumentException e) {
      LOG.errorf("agent %s has no keys now, its record cannot be read: %s", event.key(), e);
      byAgent.remove(event.key());
    }
    var keys = new HashMap<String, OrganisationId>();
    byAgent.values().forEach(c -> c.hashes().forEach(hash -> keys.put(hash, c.org())));
    byHash = Map.copyOf(keys);
  }

  @Override
  public Optional<OrganisationId> organisationOf(String hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("agents followed").status(topic.ready()).build();
  }
}
