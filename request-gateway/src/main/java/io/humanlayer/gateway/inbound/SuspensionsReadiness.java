package io.humanlayer.gateway.inbound;

import io.humanlayer.gateway.app.Suspended;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Not ready before what is suspended is known.
@Readiness
@ApplicationScoped
public class SuspensionsReadiness implements HealthCheck {

  private final Suspended suspended;

  public SuspensionsReadiness(Suspended suspended) {
    this.suspended = suspended;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("suspensions followed").status(suspended.ready()).build();
  }
}
