package io.humanlayer.eventing;

/// How a feature's events are written to topics and read back from the journal. Lives in `wire`.
///
/// @param <E> the sealed events of the feature
public interface EventCodec<E> {

  /// The published form of `event`.
  OutgoingEvent write(E event);

  /// The event that `body` is the published form of.
  ///
  /// @throws Malformed if it is none of this feature's
  E read(EventBody body);
}
