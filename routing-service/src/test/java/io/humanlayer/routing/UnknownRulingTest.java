package io.humanlayer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// Comes after all others: it stops the consumer of the instance that they share, for good.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(GatewayOnLoopback.class)
@Order(Integer.MAX_VALUE)
class UnknownRulingTest extends OnStage {

  @Test
  void an_event_of_an_unknown_type_stops_the_consumer_and_readiness_says_so() {
    RestAssured.get("/q/health/ready").then().statusCode(200);
    var newer = stage.arbitrium("payments");
    var headers = newer.envelope(ids.next()).headers();
    headers.remove("ce_type");
    headers.add("ce_type", "io.humanlayer.rulings.Ruled.v2".getBytes(StandardCharsets.UTF_8));
    stage.publish(newer, headers, wire.encode(Stage.RULINGS, newer.body()));

    Await.until(
        "readiness fails",
        () -> RestAssured.get("/q/health/ready").statusCode(),
        status -> status == 503);
    assertThat(stage.types(newer.id())).isEmpty();
  }
}
