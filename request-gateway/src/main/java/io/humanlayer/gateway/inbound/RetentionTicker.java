package io.humanlayer.gateway.inbound;

import io.humanlayer.gateway.app.EraseDossier;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Erases dossiers that have been kept long enough.
@ApplicationScoped
public class RetentionTicker {

  private static final Logger LOG = Logger.getLogger(RetentionTicker.class);

  private final EraseDossier erasures;

  public RetentionTicker(EraseDossier erasures) {
    this.erasures = erasures;
  }

  @Scheduled(every = "10m", delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
  void tick() {
    int erased;
    do {
      erased = erasures.eraseOld();
      LOG.debugf("erased %d dossiers whose time had come", erased);
    } while (erased == EraseDossier.MAX_BATCH);
  }
}
