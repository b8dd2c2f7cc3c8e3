package io.humanlayer.policy.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.core.policy.Demand;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// How the limits stand.
public interface LimitTable {

  /// Adds the request to the limits and gives each total with it included, by the limit's name. The
  /// answer for a request is fixed the first time.
  ///
  /// @param policy layer and name; a new number of a policy carries its totals on
  Map<String, BigDecimal> count(
      OrganisationId organisation,
      String policy,
      RequestId request,
      Instant at,
      List<Demand> demands);

  /// From now on the request takes of each limit that it was counted in as much as this at least.
  void raise(OrganisationId organisation, String policy, RequestId request, List<Demand> demands);

  /// Takes back what these requests added, since they ended without leave; what they add later too.
  /// A request that is counted again still sees what it saw.
  void release(Collection<RequestId> requests, Instant at);

  /// Forgets what was added before `then`; returns how many entries.
  int forget(Instant then);

  /// What `count` would give, without adding anything.
  Map<String, BigDecimal> peek(
      OrganisationId organisation, String policy, Instant at, List<Demand> demands);
}
