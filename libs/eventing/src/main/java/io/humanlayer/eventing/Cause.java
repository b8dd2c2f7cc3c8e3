package io.humanlayer.eventing;

import org.jspecify.annotations.Nullable;

/// Why something is about to happen.
///
/// @param reader who handles the cause; with `messageId` it is the key in the inbox
/// @param messageId the message that causes it; the same id never has its effect twice
/// @param org the organisation whose stream is concerned
/// @param traceparent the W3C trace context to carry on
public record Cause(String reader, String messageId, String org, @Nullable String traceparent) {}
