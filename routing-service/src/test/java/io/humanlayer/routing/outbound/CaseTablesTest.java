package io.humanlayer.routing.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.eventing.Journal;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.Acme;
import io.humanlayer.routing.GatewayOnLoopback;
import io.humanlayer.routing.Ruled;
import io.humanlayer.routing.Stage;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.CaseDecider;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.wire.CaseAvro;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Array;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// The journal is the truth; the tables beside it can be thrown away.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(GatewayOnLoopback.class)
class CaseTablesTest {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @Inject AvroWire wire;
  @Inject EventIds ids;
  @Inject Jdbi jdbi;
  @Inject Journal journal;

  @Test
  void made_again_from_the_journal_the_tables_are_the_same() {
    try (var stage = new Stage(new TestKafka(servers), wire, ids, jdbi)) {
      String ada = Acme.sentinel("ada", "finance.payments");
      UUID approved = stage.opened(stage.arbitrium("payments"));
      UUID half = stage.opened(stage.arbitrium("payments").needing(2));
      UUID expired = stage.opened(stage.arbitrium("payments").within("PT0.5S"));
      Ruled lonely = stage.arbitrium("alchemy");
      stage.publish(lonely);
      Acme.give(ada, approved, "approve", Ruled.DIGEST, "ok");
      Acme.give(ada, half, "approve", Ruled.DIGEST, "ok");
      stage.decided(expired);
      Await.until(
          "nobody for alchemy",
          () -> stage.types(lonely.id()),
          t -> t.contains("cases.Unroutable"));

      for (UUID id : List.of(approved, half, expired, lonely.id())) {
        var before = jdbi.withHandle(handle -> content(handle, id));
        assertThat(before.get("case_view")).hasSize(1);
        var after =
            jdbi.inTransaction(
                handle -> {
                  forget(handle, id);
                  makeAgain(handle, id);
                  return content(handle, id);
                });
        assertThat(after).isEqualTo(before);
      }
    }
  }

  private static void forget(Handle handle, UUID id) {
    for (String table : List.of("offer", "timer")) {
      handle.createUpdate("delete from " + table + " where case_id = :id").bind("id", id).execute();
    }
    handle.createUpdate("delete from case_view where id = :id").bind("id", id).execute();
  }

  private void makeAgain(Handle handle, UUID id) {
    var codec = new CaseAvro(new RequestId(id), new OrganisationId("acme"));
    var decider = new CaseDecider();
    var tables = new CaseTables();
    Case state = decider.initial();
    for (var body : journal.read(handle, id)) {
      CaseEvent event = codec.read(body);
      Case after = decider.evolve(state, event);
      tables.apply(handle, id, state, List.of(event), after);
      state = after;
    }
  }

  /// All but how far the case has been routed and whether it is in a queue, which are notes about
  /// the register and about others.
  private static Map<String, List<Map<String, Object>>> content(Handle handle, UUID id) {
    return Map.of(
        "case_view",
        rows(handle, "select * from case_view where id = :id", id).stream()
            .peek(row -> row.remove("routed_version"))
            .peek(row -> row.remove("queued_at"))
            .peek(row -> row.replaceAll((_, value) -> value instanceof Array a ? "" + a : value))
            .toList(),
        "offer",
        rows(handle, "select * from offer where case_id = :id order by sentinel, panel", id),
        "timer",
        rows(handle, "select * from timer where case_id = :id order by kind, seq", id));
  }

  private static List<Map<String, Object>> rows(Handle handle, String query, UUID id) {
    return handle.createQuery(query).bind("id", id).mapToMap().list();
  }
}
