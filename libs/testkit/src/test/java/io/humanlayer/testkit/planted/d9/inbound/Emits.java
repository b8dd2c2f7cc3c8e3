package io.humanlayer.testkit.planted.d9.inbound;

import org.eclipse.microprofile.reactive.messaging.Emitter;

record Emits(Emitter<byte[]> emitter) {}
