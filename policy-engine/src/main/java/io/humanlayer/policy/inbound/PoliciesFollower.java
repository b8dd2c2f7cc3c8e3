package io.humanlayer.policy.inbound;

import io.humanlayer.eventing.CompactedTopic;
import io.humanlayer.eventing.Consumption;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.policy.app.ShelvePolicies;
import io.humanlayer.policy.core.publication.Stage;
import io.humanlayer.policy.wire.PolicyAvro;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Every instance reads all of `hl.policies.v1`; until it has, it is not ready.
@Readiness
@ApplicationScoped
public class PoliciesFollower implements HealthCheck {

  private final ShelvePolicies shelving;
  private final CompactedTopic topic;

  public PoliciesFollower(
      @ConfigProperty(name = "kafka.bootstrap.servers") String servers,
      Consumption consumption,
      ShelvePolicies shelving) {
    this.shelving = shelving;
    this.topic = new CompactedTopic(servers, "hl.policies.v1", consumption, this::shelve);
  }

  void start(@Observes StartupEvent started) {
    topic.start();
  }

  @PreDestroy
  void stop() {
    topic.close();
  }

  private void shelve(IncomingEvent event) {
    var body = event.body();
    if (body == null) {
      return;
    }
    switch (body.event()) {
      case PolicyAvro.PUBLISHED ->
          shelving.published(
              PolicyAvro.policy(body),
              body.text("digest"),
              body.text("document"),
              body.optionalText("signature"));
      case PolicyAvro.BOUND -> bound(body);
      // What becomes of a publication shows in the binding.
      default -> {}
    }
  }

  private void bound(EventBody body) {
    if (Stage.ENFORCED.word().equals(body.text("stage"))) {
      shelving.bound(PolicyAvro.policy(body));
    }
  }

  /// Whether everything that was published by the time of the start has been read.
  boolean caughtUp() {
    return topic.ready();
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("policies followed").status(topic.ready()).build();
  }
}
