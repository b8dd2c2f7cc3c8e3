package io.humanlayer.policy.inbound;

import io.humanlayer.policy.app.GrantStore;
import io.humanlayer.policy.app.Grants;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.health.Readiness;

/// Ends the grants whose policies are no longer in force or whose Sentinels could no longer give
/// them, and forgets what no topic can deliver again.
@ApplicationScoped
public class GrantTicker {

  /// The retention of the intake with room to spare.
  private static final Duration ANSWERS_KEPT = Duration.ofDays(45);

  private final Grants grants;
  private final GrantStore store;
  private final PoliciesFollower policies;
  private final Clock clock;

  public GrantTicker(
      Grants grants, GrantStore store, @Readiness PoliciesFollower policies, Clock clock) {
    this.grants = grants;
    this.store = store;
    this.policies = policies;
    this.clock = clock;
  }

  @Scheduled(every = "${humanlayer.grants.check-every}", delayed = "5s")
  void endOutdated() {
    if (policies.caughtUp()) {
      grants.endOutdated(clock.instant());
      grants.endUnqualified(clock.instant());
    }
  }

  @Scheduled(every = "1h", delayed = "3m")
  void forget() {
    store.forget(clock.instant().minus(ANSWERS_KEPT));
  }
}
