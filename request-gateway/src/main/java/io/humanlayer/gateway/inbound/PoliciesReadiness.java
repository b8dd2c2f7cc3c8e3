package io.humanlayer.gateway.inbound;

import io.humanlayer.gateway.app.Policies;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Not ready before the policies in force are known: a request must name those it came under.
@Readiness
@ApplicationScoped
public class PoliciesReadiness implements HealthCheck {

  private final Policies policies;

  public PoliciesReadiness(Policies policies) {
    this.policies = policies;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("policies followed").status(policies.ready()).build();
  }
}
