package io.humanlayer.routing.core.sentinels;

/// An interest for which a Sentinel may not decide, declared by them or by the Organisation.
///
/// @param digest of the salted text; the text itself can be erased and is no event
public record Conflict(String id, Kind kind, String digest) {

  /// With what the interest is.
  public enum Kind {
    /// Somebody who is paid, supplied or otherwise concerned.
    COUNTERPARTY,
    /// Another Sentinel.
    PERSON,
    /// An Agent.
    AGENT
  }
}
