package io.humanlayer.testkit.planted.d9.inbound;

import org.eclipse.microprofile.reactive.messaging.Outgoing;

class GoesOut {
  @Outgoing("decisions")
  byte[] next() {
    return new byte[0];
  }
}
