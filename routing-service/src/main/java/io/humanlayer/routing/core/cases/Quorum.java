package io.humanlayer.routing.core.cases;

/// Which verdicts settle a panel.
///
/// @param approvals how many distinct Sentinels must approve
/// @param rejections how many rejections end the case; 1 is a veto
public record Quorum(int approvals, int rejections) {

  /// More seats than this is a mistake in the policy.
  public static final int MAX_SEATS = 16;

  public Quorum {
    if (approvals < 1 || approvals > MAX_SEATS) {
      throw new IllegalArgumentException(
          "a quorum has 1 to " + MAX_SEATS + " approvals, not " + approvals);
    }
    if (rejections < 1 || rejections > MAX_SEATS) {
      throw new IllegalArgumentException(
          "a quorum has 1 to " + MAX_SEATS + " rejections, not " + rejections);
    }
  }
}
