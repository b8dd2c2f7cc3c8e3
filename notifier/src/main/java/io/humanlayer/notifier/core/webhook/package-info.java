/// Standard Webhooks 1.0: what is signed, and by which keys. Pure; it must never draw a key itself.
/// Read [Webhook] first.
@NullMarked
package io.humanlayer.notifier.core.webhook;

import org.jspecify.annotations.NullMarked;
