/// Decisions and deliveries as the bytes that others see: Avro for topics, JSON for callbacks. It
/// must never know where the bytes go. Read [DecidedAvro] first.
@NullMarked
package io.humanlayer.notifier.wire;

import org.jspecify.annotations.NullMarked;
