package io.humanlayer.gateway.core.intake;

/// A Sentinel's proposal to do something else than what was asked.
///
/// @param base digest of the Action that it starts from
/// @param changes the arguments that get another value, a JSON object; the others stay
public record Edit(String base, String changes) {

  /// So many different edits are kept of one request.
  public static final int MAX_KEPT = 100;
}
