package io.humanlayer.testkit.planted.d2.core;

import java.util.UUID;

class ReadsChance {
  Object world = UUID.randomUUID();
}
