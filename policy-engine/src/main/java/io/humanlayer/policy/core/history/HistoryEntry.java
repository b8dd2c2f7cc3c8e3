package io.humanlayer.policy.core.history;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.core.policy.Requester;
import io.humanlayer.policy.core.policy.Ruling;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing that happened to a request. They come in any order and any number of times; what is
/// kept in the end is the same.
public sealed interface HistoryEntry {

  RequestId id();

  OrganisationId organisation();

  /// It was taken in.
  ///
  /// @param arguments JSON, as the gateway has it
  record Asked(
      RequestId id,
      OrganisationId organisation,
      Requester agent,
      String operation,
      @Nullable String target,
      String actionDigest,
      String arguments,
      @Nullable Double confidence,
      @Nullable String risk,
      Instant submittedAt)
      implements HistoryEntry {}

  /// It was ruled upon.
  ///
  /// @param grantCeiling as the requirement carries it; null where no grant may be made
  record Ruled(
      RequestId id,
      OrganisationId organisation,
      Ruling ruling,
      List<AskedPolicy> policies,
      List<RuleRef> rules,
      Map<String, BigDecimal> limits,
      List<String> panels,
      @Nullable String grantCeiling)
      implements HistoryEntry {
    public Ruled {
      policies = List.copyOf(policies);
      rules = List.copyOf(rules);
      limits = Map.copyOf(limits);
      panels = List.copyOf(panels);
    }
  }

  /// Its case was opened.
  record Opened(RequestId id, OrganisationId organisation, Instant at) implements HistoryEntry {}

  /// Its dossier was shown to a Sentinel.
  record Viewed(RequestId id, OrganisationId organisation, String sentinel, Instant at)
      implements HistoryEntry {}

  /// It was decided.
  ///
  /// @param agent and `operation` as the decision names them
  /// @param approvedArguments what was approved where a Sentinel edited it; else null
  /// @param grant the standing permission that comes with it
  record Decided(
      RequestId id,
      OrganisationId organisation,
      String agent,
      String operation,
      PastDecision decision,
      @Nullable String approvedArguments,
      @Nullable GrantTerms grant)
      implements HistoryEntry {}

  /// Its dossier was erased: nobody may see its arguments any more.
  record Erased(RequestId id, OrganisationId organisation) implements HistoryEntry {}

  /// How far a grant reaches.
  record GrantTerms(int uses, Instant until) {}
}
