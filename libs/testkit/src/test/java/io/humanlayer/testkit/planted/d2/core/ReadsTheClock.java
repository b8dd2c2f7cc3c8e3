package io.humanlayer.testkit.planted.d2.core;

import java.time.Instant;

class ReadsTheClock {
  Object world = Instant.now();
}
