package io.humanlayer.gateway.core.status;

import io.humanlayer.kernel.RequestId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that happened elsewhere and changes what an agent sees.
public sealed interface RequestChange {

  /// The requests concerned.
  List<RequestId> requests();

  /// A Sentinel has been asked.
  record Assigned(RequestId id) implements RequestChange {
    @Override
    public List<RequestId> requests() {
      return List.of(id);
    }
  }

  /// The binding outcome is known.
  ///
  /// @param decision the decision as the JSON that agents see
  record Decided(RequestId id, RequestStatus status, String decision) implements RequestChange {
    @Override
    public List<RequestId> requests() {
      return List.of(id);
    }
  }

  /// A Sentinel has a question, or something became of the approval.
  ///
  /// @param progress as the JSON that agents see; none if there is nothing more to say
  record Progressed(RequestId id, @Nullable String progress) implements RequestChange {
    @Override
    public List<RequestId> requests() {
      return List.of(id);
    }
  }

  /// Receipts for these decisions can be had.
  record Recorded(List<RequestId> requests) implements RequestChange {
    public Recorded {
      requests = List.copyOf(requests);
    }
  }
}
