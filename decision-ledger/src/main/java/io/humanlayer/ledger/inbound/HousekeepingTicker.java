package io.humanlayer.ledger.inbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.app.AuditLog;
import io.humanlayer.ledger.app.LogStore;
import io.humanlayer.ledger.app.Retention;
import io.humanlayer.ledger.core.audit.AuditReport;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Destroys what has been kept long enough, and reads every log again from its rows up.
@ApplicationScoped
@Startup
public class HousekeepingTicker {

  private static final Logger LOG = Logger.getLogger(HousekeepingTicker.class);

  private final Retention retention;
  private final AuditLog audit;
  private final LogStore logs;

  public HousekeepingTicker(Retention retention, AuditLog audit, LogStore logs) {
    this.retention = retention;
    this.audit = audit;
    this.logs = logs;
  }

  @Scheduled(every = "1h", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
  void forget() {
    LOG.infof("kept long enough: %s", retention.forget());
  }

  @Scheduled(
      every = "{humanlayer.ledger.audit-every}",
      delayed = "10m",
      concurrentExecution = ConcurrentExecution.SKIP)
  void audit() {
    for (OrganisationId org : logs.all()) {
      for (AuditReport report : audit.audit(org)) {
        if (!report.clean()) {
          LOG.errorf("log %s contradicts what was signed: %s", report.origin(), report.findings());
        }
      }
    }
  }
}
