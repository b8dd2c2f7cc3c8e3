package io.humanlayer.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.Envelope;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A gateway of its own, for it does not survive: a newer producer was deployed first.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@TestProfile(UnknownContractTest.OnItsOwn.class)
class UnknownContractTest extends Running {

  public static final class OnItsOwn implements QuarkusTestProfile {}

  @Test
  void an_unknown_event_stops_the_consumer_and_the_gateway_is_no_longer_ready() {
    String id = ask(transfer("5")).id();
    Await.until(() -> ready() == 200);
    var envelope =
        new Envelope(
            UUID.randomUUID(),
            "/services/test",
            "io.humanlayer.decisions.Reconsidered.v1",
            id,
            Decisions.AT,
            ORG,
            null,
            null);
    kafka.produce("hl.decisions.v1", id, envelope.headers(), new byte[] {0, 0, 0, 0, 1});
    Await.until(() -> ready() == 503);
    publish(
        "hl.decisions.v1",
        id,
        "io.humanlayer.decisions.Decided",
        Decisions.decided(id, "APPROVED"));
    assertThat(read("buyer", "/v1/requests/" + id + "?wait=2").json().path("status").asText())
        .isEqualTo("pending");
  }

  private int ready() {
    return send(builder("/q/health/ready").GET()).status();
  }
}
