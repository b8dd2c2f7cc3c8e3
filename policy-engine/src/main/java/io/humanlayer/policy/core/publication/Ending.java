package io.humanlayer.policy.core.publication;

import java.util.List;

/// What becomes of a publication.
public sealed interface Ending {

  /// The number is in force.
  record Enforced(List<String> approvedBy) implements Ending {
    public Enforced {
      approvedBy = List.copyOf(approvedBy);
    }
  }

  /// It is not, and why.
  record Refused(Reason reason) implements Ending {}

  /// Why a number stays out of force.
  enum Reason {
    /// People said no.
    REJECTED,
    /// Nobody answered in time.
    EXPIRED,
    /// It was withdrawn.
    CANCELLED,
    /// Another number came into force meanwhile, so that what people saw is no longer the change.
    SUPERSEDED,
    /// It was approved, but not by enough people other than its author.
    NOT_ENOUGH_APPROVERS
  }
}
