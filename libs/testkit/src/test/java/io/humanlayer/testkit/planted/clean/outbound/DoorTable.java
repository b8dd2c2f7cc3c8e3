package io.humanlayer.testkit.planted.clean.outbound;

import io.humanlayer.testkit.planted.clean.app.Doors;
import io.humanlayer.testkit.planted.clean.core.DoorCommand;
import java.sql.Connection;

public record DoorTable(Connection connection) implements Doors {
  @Override
  public void open(DoorCommand command) {}
}
