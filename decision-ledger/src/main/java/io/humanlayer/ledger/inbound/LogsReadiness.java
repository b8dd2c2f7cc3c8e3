package io.humanlayer.ledger.inbound;

import io.humanlayer.ledger.app.Quarantine;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Not ready while a log is in quarantine, or before what was published has been read.
@Readiness
@ApplicationScoped
public class LogsReadiness implements HealthCheck {

  private final Quarantine quarantine;
  private final HeadsFollower heads;

  public LogsReadiness(Quarantine quarantine, HeadsFollower heads, MeterRegistry metrics) {
    this.quarantine = quarantine;
    this.heads = heads;
    metrics.gauge("humanlayer.ledger.quarantined", quarantine, it -> it.held().size());
  }

  @Override
  public HealthCheckResponse call() {
    Map<String, String> held = quarantine.held();
    var answer = HealthCheckResponse.named("logs").status(held.isEmpty() && heads.caughtUp());
    held.forEach(answer::withData);
    return answer.build();
  }
}
