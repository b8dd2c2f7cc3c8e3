package io.humanlayer.gateway.app;

import io.humanlayer.gateway.core.status.RequestChange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Keeps what agents see in step with what happened elsewhere, and wakes those who wait.
@ApplicationScoped
public class ShowRequest {

  private final RequestViews requests;
  private final Waiters waiters;

  public ShowRequest(RequestViews requests, Waiters waiters) {
    this.requests = requests;
    this.waiters = waiters;
  }

  /// Applies `changes`; they are durable before anybody is woken.
  public void apply(List<RequestChange> changes) {
    requests.apply(changes);
    changes.forEach(change -> waiters.wake(change.requests()));
  }
}
