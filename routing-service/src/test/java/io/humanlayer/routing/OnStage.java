package io.humanlayer.routing;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.testkit.infrastructure.TestKafka;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The whole service on a real broker and database, with a gateway that answers.
abstract class OnStage {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @Inject AvroWire wire;
  @Inject EventIds ids;
  @Inject Jdbi jdbi;

  Stage stage;

  @BeforeEach
  void connect() {
    stage = new Stage(new TestKafka(servers), wire, ids, jdbi);
    GatewayOnLoopback.down(false);
  }

  @AfterEach
  void close() {
    stage.close();
  }
}
