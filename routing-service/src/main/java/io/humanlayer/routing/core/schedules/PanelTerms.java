package io.humanlayer.routing.core.schedules;

import io.humanlayer.kernel.SentinelId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the Organisation itself asks of whoever sits on a panel. What the panel is for is policy's
/// to say; this can only ask for more.
///
/// @param schedule who is on duty; without one everybody who is qualified and present is
/// @param identityLevel the least proofing of a member's identity
/// @param members the only ones; everybody who is qualified if empty
/// @param excluded who is no member all the same
public record PanelTerms(
    String name,
    @Nullable String schedule,
    int identityLevel,
    Set<SentinelId> members,
    Set<SentinelId> excluded) {

  public static final int MAX_MEMBERS = 1_000;

  public PanelTerms {
    members = Set.copyOf(members);
    excluded = Set.copyOf(excluded);
  }
}
