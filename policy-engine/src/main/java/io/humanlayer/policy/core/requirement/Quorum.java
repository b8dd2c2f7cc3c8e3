package io.humanlayer.policy.core.requirement;

/// Which verdicts of one panel settle the matter.
///
/// @param approvals how many must approve
/// @param rejections how many rejections refuse it
public record Quorum(int approvals, int rejections) {

  public static final int MAX = 20;

  public Quorum {
    if (approvals < 1 || approvals > MAX || rejections < 1 || rejections > MAX) {
      throw new IllegalArgumentException("approvals and rejections are between 1 and " + MAX);
    }
  }

  /// The stricter of both: more approvals, fewer rejections.
  Quorum join(Quorum other) {
    return new Quorum(Math.max(approvals, other.approvals), Math.min(rejections, other.rejections));
  }
}
