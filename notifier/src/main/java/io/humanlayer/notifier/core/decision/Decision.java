package io.humanlayer.notifier.core.decision;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one binding outcome of a request, as those outside learn of it.
///
/// @param answer where a question was asked
/// @param usableUntil until when an approval may be used
/// @param callbackUrl where the agent wants to be told
public record Decision(
    RequestId id,
    OrganisationId org,
    String agent,
    String operation,
    String actionDigest,
    DecisionOutcome outcome,
    String basis,
    List<PolicyVersion> policies,
    List<String> rules,
    List<SentinelVerdict> verdicts,
    @Nullable Edits edits,
    @Nullable String answer,
    @Nullable String reasonCode,
    @Nullable String reason,
    Instant decidedAt,
    @Nullable Instant usableUntil,
    String type,
    int level,
    String tier,
    @Nullable String callbackUrl) {

  public Decision {
    policies = List.copyOf(policies);
    rules = List.copyOf(rules);
    verdicts = List.copyOf(verdicts);
  }

  /// A policy that had its say.
  public record PolicyVersion(String layer, String name, int number, String digest) {}

  /// What one Sentinel said, under a pseudonym.
  ///
  /// @param onBehalfOf for whom they sat, if by delegation
  public record SentinelVerdict(
      String sentinel,
      String qualification,
      String assurance,
      String verdict,
      Instant at,
      @Nullable String onBehalfOf) {}

  /// The action as a Sentinel changed it.
  ///
  /// @param arguments a JSON object
  public record Edits(String arguments, String actionDigest) {}
}
