package io.humanlayer.routing.core.cases;

/// How much weight a case carries; decides how a Sentinel must have signed in.
public enum Tier {
  STANDARD,
  EXPERT,
  AUTHORITY
}
