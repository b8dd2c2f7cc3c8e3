package io.humanlayer.gateway.app;

import io.humanlayer.gateway.core.intake.Erasure;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Destroys what a dossier held: its key, its salt, what people answered. That it was erased is a
/// fact that every service learns, and that stands in the log; proofs need nothing of what is gone.
@ApplicationScoped
public class EraseDossier {

  /// So many dossiers are erased in one go when their time has come.
  public static final int MAX_BATCH = 200;

  private final Dossiers dossiers;
  private final Clock clock;
  private final Period retention;

  public EraseDossier(
      Dossiers dossiers,
      Clock clock,
      @ConfigProperty(name = "humanlayer.retention.dossiers") String retention) {
    this.dossiers = dossiers;
    this.clock = clock;
    this.retention = Period.parse(retention);
  }

  public Dossiers.Erased erase(OrganisationId org, RequestId id, Erasure erasure) {
    return dossiers.erase(org, id, erasure, clock.instant());
  }

  /// Erases dossiers that have been kept long enough; returns how many.
  public int eraseOld() {
    Instant now = clock.instant();
    Instant before = now.atZone(ZoneOffset.UTC).minus(retention).toInstant();
    var erasure = new Erasure(Erasure.Authority.RETENTION, Erasure.Reason.RETENTION);
    var due = dossiers.olderThan(before, MAX_BATCH);
    due.forEach(it -> dossiers.erase(it.org(), it.id(), erasure, now));
    return due.size();
  }
}
