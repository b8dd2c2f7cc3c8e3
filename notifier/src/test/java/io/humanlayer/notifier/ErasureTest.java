package io.humanlayer.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What becomes of what people wrote when the dossier is erased.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@TestProfile(RunningNotifier.ReceiversOnThisMachine.class)
class ErasureTest extends RunningNotifier {

  private static final String PLANTED = "Rosalind Franklin agreed";
  private static final String ERASED = "io.humanlayer.intake.DossierErased";

  @Test
  void after_an_erasure_no_table_holds_what_was_written_and_the_facts_stay() {
    Map<String, Object> values = Decisions.values(request, receiver.expecting(request));
    values.put("reason", PLANTED);
    decided(ids.next(), EventBody.of(Decisions.EVENT, values));
    awaitCalls(1);
    awaitStatus("delivered");
    assertThat(tablesWith(PLANTED)).contains("journal");

    var body =
        EventBody.of(
            ERASED,
            Map.of(
                "requestId", request,
                "org", "acme",
                "authority", "court",
                "reasonCode", "order",
                "at", Decisions.DECIDED_AT));
    var envelope =
        new Envelope(
            ids.next(),
            "/services/request-gateway",
            Contracts.type(ERASED),
            request,
            Decisions.DECIDED_AT,
            "acme",
            null,
            null);
    kafka.produce(
        "hl.intake.v1", "acme|accountant", envelope.headers(), wire.encode("hl.intake.v1", body));

    Await.until("nothing holds it", () -> tablesWith(PLANTED), List::isEmpty);
    assertThat(journal.about(request).getFirst().body().text("outcome")).isEqualTo("APPROVED");
    assertThat(journal.about(request))
        .extracting(JournalReader.Row::event)
        .containsExactly("DecisionMade", "DeliveryScheduled", "Delivered");
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
