package io.humanlayer.eventing;

import java.time.Instant;

/// One fact on its way to a topic, before it has an id.
///
/// @param topic where it is published
/// @param key the record's key
/// @param at when it happened
/// @param body its content; the body names the event
public record OutgoingEvent(String topic, String key, Instant at, EventBody body) {}
