package io.humanlayer.gateway.app;

import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.gateway.core.status.RequestChange;
import io.humanlayer.gateway.core.status.RequestStatus;
import io.humanlayer.gateway.core.status.RequestView;
import io.humanlayer.kernel.RequestId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What agents may see of their requests.
public interface RequestViews {

  /// Applies what happened elsewhere, all of it in one transaction; repetitions change nothing.
  void apply(List<RequestChange> changes);

  /// A request of this agent; another's is as if it were not there.
  Optional<RequestView> find(Agent agent, RequestId id);

  /// The newest requests of an agent, older than `after`.
  List<RequestView> list(
      Agent agent, @Nullable RequestStatus status, @Nullable RequestId after, int limit);
}
