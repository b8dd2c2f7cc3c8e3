package io.humanlayer.routing.core.cases;

/// How much weight a case carries; decides how a Sentinel must have signed in.
public enum Tier {
  STANDARD,
  EXPERT,
  AUTHORITY;

  /// The least tier for what was asked, by the type and level of the published API: level 1 is
  /// standard, 2 expert, 3 authority, and the judgment of an expert is at least that. Policy can
  /// ask for more, never for less.
  static Tier demandedBy(DecisionRequest request) {
    Tier byLevel =
        switch (request.level()) {
          case 1 -> STANDARD;
          case 2 -> EXPERT;
          default -> AUTHORITY;
        };
    boolean judgment = request.type().equals("expert_judgment");
    return judgment && byLevel == STANDARD ? EXPERT : byLevel;
  }
}
