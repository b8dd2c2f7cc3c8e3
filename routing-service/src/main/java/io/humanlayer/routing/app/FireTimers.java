package io.humanlayer.routing.app;

import io.humanlayer.routing.app.CaseLog.CaseRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;

/// Brings the time to the cases. Any number of instances may do so at once.
@ApplicationScoped
public class FireTimers {

  private final CaseLog log;
  private final FindPeople people;
  private final Clock clock;

  public FireTimers(CaseLog log, FindPeople people, Clock clock) {
    this.log = log;
    this.people = people;
    this.clock = clock;
  }

  /// Fires whatever is due, all of it, and looks for people where that left a seat empty; returns
  /// how many timers were fired.
  public int fireDue() {
    int fired = 0;
    List<CaseRef> batch;
    do {
      // Events carry milliseconds; a state must not know more than its events.
      batch = log.fireDue(clock.instant().truncatedTo(ChronoUnit.MILLIS));
      fired += batch.size();
      new HashSet<>(batch).forEach(people::routeIfWanted);
    } while (batch.size() == CaseLog.MAX_BATCH);
    return fired;
  }
}
