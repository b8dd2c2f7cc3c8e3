package io.humanlayer.testkit.planted.clean.app;

import io.humanlayer.testkit.planted.clean.core.DoorCommand;

public interface Doors {
  void open(DoorCommand command);
}
