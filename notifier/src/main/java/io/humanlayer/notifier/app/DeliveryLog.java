package io.humanlayer.notifier.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of deliveries, for whoever looks after an organisation.
public interface DeliveryLog {

  /// The most entries that are given at once, newest first.
  int MAX_ENTRIES = 200;

  /// One delivery as it stands.
  ///
  /// @param status `pending`, `delivered` or `abandoned`
  /// @param lastReason why the latest attempt failed
  record Entry(
      UUID id,
      RequestId request,
      String url,
      String status,
      int attempts,
      @Nullable Integer lastStatus,
      @Nullable String lastReason,
      @Nullable Instant nextAt,
      Instant createdAt) {}

  /// Those of `org`, or only those about `request`.
  List<Entry> list(OrganisationId org, @Nullable RequestId request);
}
