package io.humanlayer.routing;

import static io.humanlayer.routing.Acme.as;
import static io.humanlayer.routing.Acme.operator;
import static io.humanlayer.routing.Acme.problem;
import static io.humanlayer.routing.Acme.sentinel;
import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// The register over HTTP, on a real database.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(GatewayOnLoopback.class)
class RegisterTest {

  private static final String ORG = "?organisation=people";

  @Inject Jdbi jdbi;

  @Test
  void every_change_of_a_sentinel_is_an_event_and_the_full_state_follows() {
    String key = sentinel("people", "nia", "finance.payments");
    post("nia/identity", "{\"method\":\"eidas\",\"level\":3,\"verifier\":\"notary\"}");
    post(
        "nia/qualifications",
        """
        {"name":"finance.audit","level":2,"ceiling":"25000","operations":["payment.*"],
         "jurisdictions":["IT"],"languages":["it"],"issuer":"odcec","evidence":"sha256:ab",
         "validFrom":"2026-01-01T00:00:00Z","validTo":"2099-01-01T00:00:00Z"}
        """);
    post("nia/conflicts", "{\"id\":\"c1\",\"kind\":\"counterparty\",\"value\":\"Cousin Srl\"}");
    post("nia/suspend", "{\"reason\":\"inquiry\"}");
    assertThat(get("nia").jsonPath().getString("suspended")).isEqualTo("inquiry");
    post("nia/reinstate", "{\"reason\":\"cleared\"}");
    assertThat(
            as(key)
                .body("{\"presence\":\"away\",\"until\":\"2099-01-01T00:00:00Z\"}")
                .put("/v1/sentinels/nia/presence")
                .statusCode())
        .isEqualTo(200);
    assertThat(
            operator()
                .delete("/v1/sentinels/nia/qualifications/finance.payments" + ORG + "&reason=left")
                .statusCode())
        .isEqualTo(200);

    var nia = as(key).get("/v1/sentinels/nia").jsonPath();
    assertThat(nia.getInt("identity.level")).isEqualTo(3);
    assertThat(nia.getList("qualifications.name")).containsExactly("finance.audit");
    assertThat(nia.getString("qualifications[0].issuer")).isEqualTo("odcec");
    assertThat(nia.getString("conflicts[0].value")).isEqualTo("Cousin Srl");
    assertThat(nia.getString("presence.presence")).isEqualTo("away");
    assertThat(types("people/nia/%"))
        .containsExactly(
            "ParticularsSet",
            "IdentityProofed",
            "QualificationGranted",
            "IdentityProofed",
            "QualificationGranted",
            "ConflictDeclared",
            "SentinelSuspended",
            "SentinelReinstated",
            "PresenceSet",
            "QualificationWithdrawn");
    assertThat(types("people/nia")).hasSize(8).containsOnly("SentinelRegistered");
  }

  @Test
  void no_name_and_no_conflict_is_in_an_event() {
    operator()
        .body(
            """
            {"organisation":"people","id":"quiet","displayName":"Quiet Name","source":"internal"}
            """)
        .post("/v1/sentinels");
    post("quiet/conflicts", "{\"id\":\"c1\",\"kind\":\"counterparty\",\"value\":\"Secret Srl\"}");

    List<byte[]> payloads =
        jdbi.withHandle(
            h ->
                h.createQuery("select payload from journal where key like 'people/quiet%'")
                    .mapTo(byte[].class)
                    .list());
    assertThat(payloads)
        .hasSizeGreaterThan(3)
        .allSatisfy(
            it ->
                assertThat(new String(it, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("Quiet Name", "Secret"));
  }

  @Test
  void a_deputy_accepts_with_their_own_key_and_either_side_can_revoke() {
    String carla = sentinel("people", "carla", "finance.cfo");
    String dario = sentinel("people", "dario", "finance.deputy-cfo");
    String eve = sentinel("people", "eve", "it.operations");
    String delegation =
        """
        {"to":"dario","qualification":"finance.cfo","heldAs":"finance.deputy-cfo",
         "upTo":"25000","validTo":"%s"}
        """
            .formatted(java.time.Instant.now().plusSeconds(86_400));

    Response offered = as(carla).body(delegation).post("/v1/sentinels/carla/delegations");

    assertThat(offered.statusCode()).isEqualTo(201);
    String way = "/v1/sentinels/carla/delegations/" + offered.jsonPath().getString("id");
    assertThat(as(eve).post(way + "/accept").statusCode()).isEqualTo(404);
    assertThat(operator().post(way + "/accept" + ORG).statusCode()).isEqualTo(401);
    assertThat(as(dario).post(way + "/accept").jsonPath().getString("status"))
        .isEqualTo("accepted");
    assertThat(as(dario).get("/v1/sentinels/dario").jsonPath().getString("delegations[0].from"))
        .isEqualTo("carla");
    assertThat(as(eve).get("/v1/sentinels/carla").statusCode()).isEqualTo(404);
    assertThat(as(dario).post(way + "/revoke").jsonPath().getString("status")).isEqualTo("revoked");
    assertThat(problem(as(dario).post(way + "/accept"))).isEqualTo("conflict");
    assertThat(problem(as(eve).body(delegation).post("/v1/sentinels/eve/delegations")))
        .isEqualTo("conflict");
  }

  @Test
  void a_register_is_read_page_by_page_and_is_nobody_elses() {
    for (String id : List.of("a1", "a2", "a3")) {
      sentinel("paged", id, "q");
    }
    var first = operator().get("/v1/sentinels?organisation=paged&limit=2").jsonPath();
    assertThat(first.getList("items.id")).containsExactly("a1", "a2");
    var second =
        operator()
            .get("/v1/sentinels?organisation=paged&cursor=" + first.getString("next_cursor"))
            .jsonPath();
    assertThat(second.getList("items.id")).containsExactly("a3");
    assertThat(second.getString("next_cursor")).isNull();
    assertThat(operator().get("/v1/sentinels/a1?organisation=people").statusCode()).isEqualTo(404);
    assertThat(problem(operator().get("/v1/sentinels?organisation=paged&limit=0")))
        .isEqualTo("invalid-request");
  }

  @Test
  void what_is_exported_is_imported_again_without_a_change() {
    sentinel("moved", "mia", "finance.payments");
    operator()
        .body(
            """
            {"organisation":"moved","id":"xeno","displayName":"Xeno, \\"the\\" external",
             "source":"external","provider":"bench","company":"bench-spa","capacity":3,
             "languages":["it","en"],"qualifications":[
              {"name":"a","validFrom":"2026-01-01T00:00:00Z","ceiling":"10.50"},
              {"name":"b","level":2,"validFrom":"2026-01-01T00:00:00Z","operations":["x.*","y"]}]}
            """)
        .post("/v1/sentinels");
    for (String format : List.of("json", "csv")) {
      Response exported =
          operator().get("/v1/sentinels/export?organisation=moved&format=" + format);
      assertThat(exported.statusCode()).isEqualTo(200);

      var same = imported("moved", format, exported.asString());
      assertThat(same.jsonPath().getInt("read")).isEqualTo(2);
      assertThat(same.jsonPath().getInt("changed")).isZero();
      assertThat(
              imported("twin-" + format, format, exported.asString()).jsonPath().getInt("changed"))
          .isEqualTo(2);
      assertThat(
              operator()
                  .get("/v1/sentinels/export?format=" + format + "&organisation=twin-" + format)
                  .asString())
          .isEqualTo(exported.asString());
    }
  }

  @Test
  void an_import_is_taken_whole_or_not_at_all_and_says_which_line_is_wrong() {
    String table =
        """
        id,displayName,source,qualification.name,qualification.level,qualification.validFrom
        ok,Fine,internal,q,1,2026-01-01T00:00:00Z
        bad,Wrong,moon,q,zero,2026-01-01T00:00:00Z
        late,No date,internal,q,1,
        """;

    Response refused = imported("halves", "csv", table);

    assertThat(problem(refused)).isEqualTo("invalid-request");
    assertThat(refused.jsonPath().getList("errors.pointer"))
        .contains("/3/source", "/3/qualifications/0/level", "/4/qualifications/0/validFrom");
    assertThat(operator().get("/v1/sentinels?organisation=halves").jsonPath().getList("items"))
        .isEmpty();
    assertThat(problem(imported("halves", "csv", "id,vote\na,b\n"))).isEqualTo("invalid-request");
    assertThat(problem(imported("halves", "json", "{\"items\":[1]}"))).isEqualTo("invalid-request");
  }

  private static Response imported(String organisation, String format, String body) {
    return operator()
        .contentType("text/plain")
        .body(body)
        .post("/v1/sentinels/import?format=" + format + "&organisation=" + organisation);
  }

  private static void post(String way, String body) {
    Response response = operator().body(body).post("/v1/sentinels/" + way + ORG);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
  }

  private static Response get(String id) {
    return operator().get("/v1/sentinels/" + id + ORG);
  }

  private List<String> types(String key) {
    return jdbi
        .withHandle(
            h ->
                h.createQuery("select type from journal where key like :key order by position")
                    .bind("key", key)
                    .mapTo(String.class)
                    .list())
        .stream()
        .map(type -> type.substring("io.humanlayer.sentinels.".length(), type.length() - 3))
        .toList();
  }
}
