package io.humanlayer.routing;

import static io.humanlayer.routing.Acme.give;
import static io.humanlayer.routing.Acme.sentinel;
import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// What becomes of what people wrote when the dossier is erased.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(GatewayOnLoopback.class)
class ErasureTest {

  private static final String PLANTED = "Rosalind Franklin agreed";
  private static final String ERASED = "io.humanlayer.intake.DossierErased";
  private static final Instant AT = Instant.parse("2026-11-21T20:00:03.112Z");

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @Inject AvroWire wire;
  @Inject EventIds ids;
  @Inject Jdbi jdbi;

  @Test
  void after_an_erasure_no_table_holds_what_was_written_and_the_facts_stay() {
    try (var stage = new Stage(new TestKafka(servers), wire, ids, jdbi)) {
      String gwen = sentinel("gwen", "finance.erasures");
      UUID id = stage.opened(stage.arbitrium("erasures"));
      assertThat(give(gwen, id, "approve", Ruled.DIGEST, PLANTED).statusCode()).isEqualTo(200);
      stage.decided(id);
      List<String> before = stage.types(id);
      assertThat(tablesWith(PLANTED)).contains("journal", "reason");

      erased(stage.kafka(), id);

      Await.until("nothing holds it", () -> tablesWith(PLANTED), List::isEmpty);
      assertThat(stage.types(id)).isEqualTo(before);
      assertThat(stage.decided(id).text("outcome")).isEqualTo("APPROVED");
    }
  }

  private void erased(TestKafka kafka, UUID id) {
    var body =
        EventBody.of(
            ERASED,
            Map.of(
                "requestId", id,
                "org", "acme",
                "authority", "court",
                "reasonCode", "order",
                "at", AT));
    var envelope =
        new Envelope(
            ids.next(),
            "/services/request-gateway",
            Contracts.type(ERASED),
            id.toString(),
            AT,
            "acme",
            null,
            null);
    kafka.produce(
        "hl.intake.v1", "acme|agent", envelope.headers(), wire.encode("hl.intake.v1", body));
  }

  private List<String> tablesWith(String text) {
    String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select table_name from information_schema.tables where table_schema ="
                        + " 'public'")
                .mapTo(String.class)
                .list()
                .stream()
                .filter(
                    table ->
                        handle
                            .createQuery("select t::text from \"" + table + "\" t")
                            .mapTo(String.class)
                            .list()
                            .stream()
                            .anyMatch(row -> row.contains(text) || row.contains(hex)))
                .toList());
  }
}
