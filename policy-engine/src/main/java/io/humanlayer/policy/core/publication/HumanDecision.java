package io.humanlayer.policy.core.publication;

import java.util.List;

/// What became of the request that asked humans.
///
/// @param outcome as the decision has it
/// @param bySentinels whether people decided, rather than silence or a policy
/// @param approvers the Sentinels who approved
public record HumanDecision(String outcome, boolean bySentinels, List<String> approvers) {
  public HumanDecision {
    approvers = List.copyOf(approvers);
  }
}
