package io.humanlayer.gateway.core.intake;

import io.humanlayer.kernel.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes a submission in: gives it its times and the policy bindings of the moment.
public final class Intake {

  /// How long a request stays open where the agent says nothing.
  public static final Duration DEFAULT_EXPIRY = Duration.ofDays(2);

  /// The furthest deadline that an agent may give.
  public static final Duration MAX_EXPIRY = Duration.ofDays(30);

  private Intake() {}

  /// Why the deadline of a submission does not hold, or null if it does.
  public static @Nullable String faultOfDeadline(@Nullable Instant expiresAt, Instant now) {
    if (expiresAt == null) {
      return null;
    }
    if (!expiresAt.isAfter(now)) {
      return "The deadline is past.";
    }
    return expiresAt.isAfter(now.plus(MAX_EXPIRY))
        ? "The deadline is more than " + MAX_EXPIRY.toDays() + " days away."
        : null;
  }

  /// The request that `submission` becomes at `now`.
  public static DecisionRequest accept(
      Submission submission,
      RequestId id,
      List<PolicyBinding> policies,
      List<PolicyBinding> shadow,
      List<String> suspensions,
      Instant now) {
    Instant expires =
        submission.expiresAt() == null ? now.plus(DEFAULT_EXPIRY) : submission.expiresAt();
    return new DecisionRequest(id, submission, policies, shadow, suspensions, now, expires);
  }
}
