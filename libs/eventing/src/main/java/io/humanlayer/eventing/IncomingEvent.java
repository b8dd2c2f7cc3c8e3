package io.humanlayer.eventing;

import org.jspecify.annotations.Nullable;

/// One event as it came from its topic, decoded.
///
/// @param body null for a tombstone: the key's state is gone
public record IncomingEvent(Envelope envelope, String topic, String key, @Nullable EventBody body) {

  /// The body of an event that cannot be a tombstone.
  ///
  /// @throws Malformed if it is one
  public EventBody content() {
    if (body == null) {
      throw new Malformed("an event without content");
    }
    return body;
  }

  /// The full name of the event, for example `io.humanlayer.rulings.Ruled`.
  public String event() {
    return Contracts.event(envelope.type());
  }

  /// What the effects of this event are caused by.
  public Cause cause(String reader) {
    return new Cause(reader, envelope.id().toString(), envelope.org(), envelope.traceparent());
  }
}
