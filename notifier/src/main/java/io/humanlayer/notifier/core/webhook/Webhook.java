package io.humanlayer.notifier.core.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// One attempt to tell a receiver something, as Standard Webhooks 1.0 has it.
///
/// @param id the same for every attempt, so that the receiver can dedupe
/// @param at the time of this attempt, by which the receiver rejects replays
/// @param body the exact text that is signed and sent
public record Webhook(UUID id, Instant at, String body) {

  /// The headers that prove origin and time. The signature with the key that only we hold comes
  /// first.
  public Map<String, String> headers(WebhookKeys keys) {
    byte[] content = (id + "." + at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8);
    return Map.of(
        "webhook-id", id.toString(),
        "webhook-timestamp", Long.toString(at.getEpochSecond()),
        "webhook-signature", "v1a," + keys.ed25519(content) + " v1," + keys.hmac(content));
  }
}
