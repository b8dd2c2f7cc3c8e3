package io.humanlayer.gateway.outbound;

import io.humanlayer.eventing.CompactedTopic;
import io.humanlayer.eventing.Consumption;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.gateway.app.Suspended;
import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.web.Problem;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The suspensions in force, followed on `hl.suspensions.v1` from its beginning. Until all of it
/// has been read nothing is taken in.
@ApplicationScoped
public class FollowedSuspensions implements Suspended {

  private static final Duration RETRY = Duration.ofSeconds(2);

  private record Order(String org, String scope, String subject) {
    boolean concerns(OrganisationId organisation, AgentId agent, String operation) {
      return org.equals(organisation.value())
          && switch (scope) {
            case "agent" -> subject.equals(agent.value());
            case "operation" -> subject.equals(operation);
            // What cannot be understood stops everything.
            default -> true;
          };
    }
  }

  private final Map<String, Order> inForce = new ConcurrentHashMap<>();
  private final CompactedTopic topic;

  public FollowedSuspensions(
      @ConfigProperty(name = "kafka.bootstrap.servers") String servers, Consumption consumption) {
    this.topic = new CompactedTopic(servers, "hl.suspensions.v1", consumption, this::on);
  }

  void start(@Observes StartupEvent started) {
    topic.start();
  }

  @PreDestroy
  void stop() {
    topic.close();
  }

  private void on(IncomingEvent event) {
    EventBody body = event.body();
    if (body == null) {
      return;
    }
    if (body.flag("active")) {
      inForce.put(
          body.text("id"), new Order(body.text("org"), body.text("scope"), body.text("subject")));
    } else {
      inForce.remove(body.text("id"));
    }
  }

  @Override
  public boolean ready() {
    return topic.ready();
  }

  @Override
  public List<String> concerning(OrganisationId org, AgentId agent, String operation) {
    if (!ready()) {
      throw Problem.unavailable("What is suspended is not known yet.", RETRY).asException();
    }
    return inForce.entrySet().stream()
        .filter(entry -> entry.getValue().concerns(org, agent, operation))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
