package io.humanlayer.routing;

import static io.humanlayer.routing.Acme.operator;
import static io.humanlayer.routing.Acme.problem;
import static io.humanlayer.routing.Acme.sentinel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// Schedules and panels over HTTP, on a real database.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(GatewayOnLoopback.class)
class SchedulesTest {

  private static final String ORG = "?organisation=rosters";
  private static final ZoneId ROME = ZoneId.of("Europe/Rome");

  @Inject Jdbi jdbi;

  @Test
  void who_is_on_duty_follows_from_the_rule_and_a_swap_changes_it() {
    put("always", layer("FREQ=DAILY", "PT24H", "ada"));

    assertThat(onDuty("always", null)).containsExactly("ada");
    Instant from = Instant.now().plus(3, ChronoUnit.DAYS);
    Response swapped =
        operator()
            .body(
                "{\"id\":\"s1\",\"of\":\"ada\",\"by\":\"ben\",\"from\":\"%s\",\"to\":\"%s\"}"
                    .formatted(from, from.plusSeconds(3600)))
            .post("/v1/schedules/always/overrides" + ORG);
    assertThat(swapped.statusCode()).as(swapped.asString()).isEqualTo(200);
    assertThat(onDuty("always", from.plusSeconds(60))).containsExactly("ben");
    assertThat(onDuty("always", from.plusSeconds(3601))).containsExactly("ada");
    assertThat(operator().delete("/v1/schedules/always/overrides/s1" + ORG).statusCode())
        .isEqualTo(200);
    assertThat(onDuty("always", from.plusSeconds(60))).containsExactly("ada");
    assertThat(operator().delete("/v1/schedules/always/overrides/s1" + ORG).statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_gap_in_the_next_days_is_said_in_advance_and_once() {
    put("days", layer("FREQ=DAILY", "PT12H", "ada"));
    put("days", layer("FREQ=DAILY", "PT12H", "ben"));

    List<Object> gaps =
        operator()
            .get("/v1/schedules/coverage" + ORG)
            .jsonPath()
            .getList("items.find { it.schedule == 'days' }.gaps");
    assertThat(gaps).hasSizeBetween(7, 8);
    int told =
        jdbi.withHandle(
            h ->
                h.createQuery("select count(*) from journal where key like 'rosters/gap/days/%'")
                    .mapTo(Integer.class)
                    .one());
    assertThat(told).isEqualTo(gaps.size());
  }

  @Test
  void nobody_can_be_put_on_twice_in_one_layer() {
    put("layered", layer("FREQ=DAILY", "PT24H", "ada"));

    assertThatThrownBy(
            () ->
                jdbi.useHandle(
                    h ->
                        h.execute(
                            "insert into shift select org, schedule, layer, 'ben', during"
                                + " from shift where schedule = 'layered' limit 1")))
        .hasMessageContaining("exclusion constraint");
  }

  @Test
  void what_is_no_schedule_is_refused_with_everything_that_is_wrong() {
    Response wrong =
        operator()
            .body(
                """
                {"zone":"Mars/Olympus","vote":1,"layers":[{"name":"x","start":"soon","rule":"r",
                 "length":"PT8H","people":["ada"]}]}
                """)
            .put("/v1/schedules/wrong" + ORG);
    assertThat(problem(wrong)).isEqualTo("invalid-request");
    assertThat(wrong.jsonPath().getList("errors.pointer"))
        .contains("/zone", "/vote", "/layers/0/start");
    for (String rule : List.of("FREQ=SOMETIMES", "FREQ=SECONDLY", "BYDAY=MO")) {
      assertThat(
              problem(operator().body(layer(rule, "PT8H", "ada")).put("/v1/schedules/wrong" + ORG)))
          .isEqualTo("invalid-request");
    }
    assertThat(operator().get("/v1/schedules/wrong" + ORG).statusCode()).isEqualTo(404);
  }

  @Test
  void a_panel_has_a_schedule_members_and_a_least_proofing() {
    sentinel("rosters", "ada", "finance.payments");
    put("desk", layer("FREQ=DAILY", "PT24H", "ada"));
    String panel = "{\"schedule\":\"desk\",\"identityLevel\":2,\"members\":[\"ada\"]}";

    assertThat(operator().body(panel).put("/v1/panels/payments" + ORG).statusCode()).isEqualTo(200);

    var stored = operator().get("/v1/panels/payments" + ORG).jsonPath();
    assertThat(stored.getString("schedule")).isEqualTo("desk");
    assertThat(stored.getInt("identityLevel")).isEqualTo(2);
    assertThat(operator().get("/v1/panels?organisation=elsewhere").jsonPath().getList("items"))
        .isEmpty();
    assertThat(problem(operator().body("{\"schedule\":\"none\"}").put("/v1/panels/payments" + ORG)))
        .isEqualTo("invalid-request");
  }

  private static String layer(String rule, String length, String person) {
    return """
        {"zone":"Europe/Rome","layers":[{"name":"x","start":"%sT08:00","rule":"%s","length":"%s",
         "people":["%s"]}]}
        """
        .formatted(LocalDate.now(ROME).minusDays(28), rule, length, person);
  }

  private static void put(String name, String schedule) {
    Response response = operator().body(schedule).put("/v1/schedules/" + name + ORG);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
  }

  private static List<String> onDuty(String schedule, Instant at) {
    String when = at == null ? "" : "&at=" + at;
    return operator()
        .get("/v1/schedules/" + schedule + "/on-duty" + ORG + when)
        .jsonPath()
        .getList("items.sentinel");
  }
}
