package io.humanlayer.routing.core.cases;

/// What a case can wait for.
public enum TimerKind {
  /// somebody has to be looked for, now or when a shift begins
  ROUTE,
  OFFER,
  HOLD,
  BROADCAST,
  GIVE_UP,
  ESCALATE,
  DEADLINE,
  COOLDOWN,
  USE_BY
}
