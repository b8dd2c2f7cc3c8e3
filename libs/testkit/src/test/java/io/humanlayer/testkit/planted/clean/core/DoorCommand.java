package io.humanlayer.testkit.planted.clean.core;

import java.time.Instant;

public sealed interface DoorCommand {
  record Open(Instant at) implements DoorCommand {}
}
