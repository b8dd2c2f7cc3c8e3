package io.humanlayer.routing;

import static io.humanlayer.routing.Acme.as;
import static io.humanlayer.routing.Acme.give;
import static io.humanlayer.routing.Acme.operator;
import static io.humanlayer.routing.Acme.problem;
import static io.humanlayer.routing.Desk.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.routing.app.MatchQueues;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Who is asked when a ruling wants a human: as register, shifts and offers have it at that moment.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(GatewayOnLoopback.class)
class LiveCandidatesTest extends OnStage {

  private static final String INTERNAL = "internal";
  private static final String EXTERNAL = "external";
  private static final Map<String, Object> DELEGABLE =
      Map.of("ceiling", "20000", "delegation", Map.of("to", "finance.deputy", "upTo", "25000"));

  @Inject MatchQueues matching;

  @Test
  void whoever_is_on_duty_is_asked_and_has_less_time_to_answer() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    person("lia", INTERNAL, 9, "finance.lunar");
    person("leo", INTERNAL, 9, "finance.lunar");
    Desk.duty("lunar", Map.of("leo", now.minusSeconds(60), "lia", now.plus(3, ChronoUnit.HOURS)));

    UUID id = stage.opened(stage.arbitrium("lunar"));

    assertThat(asked(id)).containsExactly("leo");
    EventBody offer = offers(id).getFirst();
    assertThat(offer.instant("until")).isEqualTo(offer.instant("at").plusSeconds(90));
  }

  @Test
  void whoever_has_the_least_to_do_is_asked_first() {
    person("mia", INTERNAL, 4, "finance.solar");
    person("max-s", INTERNAL, 4, "finance.solar");
    UUID first = stage.opened(stage.arbitrium("solar"));
    person("moe", INTERNAL, 4, "finance.solar");
    person("mud", INTERNAL, 4, "finance.solar");

    UUID second = stage.opened(stage.arbitrium("solar"));

    assertThat(asked(first)).containsExactlyInAnyOrder("mia", "max-s");
    assertThat(asked(second)).containsExactlyInAnyOrder("moe", "mud");
  }

  @Test
  void people_from_outside_are_asked_only_when_nobody_of_the_house_is_left() {
    String ann = person("ann-o", INTERNAL, 9, "finance.tidal");
    person("out", EXTERNAL, 9, "finance.tidal");
    UUID id = stage.opened(stage.arbitrium("tidal"));
    assertThat(asked(id)).containsExactly("ann-o");

    as(ann).body("{\"reason\":\"busy\"}").post("/v1/cases/" + id + "/decline");
    Await.until("somebody else is asked", () -> asked(id), asked -> asked.contains("out"));

    Desk.away("ann-o", null);
    assertThat(asked(stage.opened(stage.arbitrium("tidal")))).containsExactly("out");
  }

  @Test
  void the_only_qualified_person_is_on_leave_and_the_case_waits_for_them() {
    person("nia", INTERNAL, 9, "finance.polar");
    Instant back = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.MILLIS);
    Desk.away("nia", back);
    var ruled = stage.arbitrium("polar");

    stage.publish(ruled);

    Await.until(
        "the case waits", () -> stage.types(ruled.id()), t -> t.contains("cases.Unroutable"));
    assertThat(retryAt(ruled.id())).isEqualTo(back);
    Await.until(
        "they are asked when they are back",
        () -> stage.types(ruled.id()),
        t -> t.contains("cases.OfferMade"));
    assertThat(offers(ruled.id()).getFirst().instant("at")).isAfterOrEqualTo(back);
  }

  @Test
  void a_case_waits_for_the_next_shift_and_says_so_once_whatever_else_changes() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    person("ola", INTERNAL, 9, "finance.windy");
    Desk.duty("windy", Map.of("ola", now.plus(5, ChronoUnit.MINUTES)));
    var ruled = stage.arbitrium("windy");
    stage.publish(ruled);
    Await.until(
        "the case waits", () -> stage.types(ruled.id()), t -> t.contains("cases.Unroutable"));

    person("somebody", INTERNAL, 9, "finance.other");
    Await.until("it was looked at again", () -> routedWith(ruled.id()), this::isCurrent);

    assertThat(retryAt(ruled.id())).isEqualTo(now.plus(5, ChronoUnit.MINUTES));
    assertThat(stage.types(ruled.id())).containsOnlyOnce("cases.Unroutable");
  }

  @Test
  void a_shift_ends_in_the_middle_of_a_case_and_whoever_holds_the_seat_may_finish() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String pia = person("pia", INTERNAL, 9, "finance.misty");
    Desk.duty("misty", Map.of("pia", now.minusSeconds(60)));
    UUID id = stage.opened(stage.arbitrium("misty"));
    as(pia).post("/v1/cases/" + id + "/claim");

    Desk.duty("misty", Map.of("pia", now.plus(20, ChronoUnit.HOURS)));

    assertThat(give(pia, id, "approve", Ruled.DIGEST, "ok").statusCode()).isEqualTo(200);
    assertThat(stage.decided(id).text("outcome")).isEqualTo("APPROVED");
  }

  @Test
  void a_deputy_decides_for_whoever_is_away_and_the_decision_names_both() {
    person("rea", INTERNAL, 9, "finance.royal");
    String rob = person("rob", INTERNAL, 9, "finance.deputy");
    String delegation =
        Desk.delegate("rea", "rob", rob, "finance.royal", "finance.deputy", "25000");
    Desk.away("rea", null);

    UUID id = stage.opened(stage.arbitrium("royal").where(DELEGABLE));

    assertThat(asked(id)).containsExactly("rob");
    var seen = as(rob).get("/v1/cases/" + id).jsonPath();
    assertThat(seen.getString("panels[0].on_behalf_of")).isEqualTo("rea");
    assertThat(seen.getString("panels[0].delegation")).isEqualTo(delegation);
    assertThat(give(rob, id, "approve", Ruled.DIGEST, "ok").statusCode()).isEqualTo(200);
    EventBody verdict = stage.decided(id).records("verdicts").getFirst();
    assertThat(verdict.text("sentinel")).isEqualTo("rob");
    assertThat(verdict.text("onBehalfOf")).isEqualTo("rea");
    assertThat(verdict.text("delegation")).isEqualTo(delegation);
    assertThat(verdict.text("habilitation"))
        .isEqualTo("finance.deputy/1 for rea, delegation " + delegation);
  }

  @Test
  void a_delegation_that_is_taken_back_while_the_case_is_open_gives_no_verdict() {
    person("sam", INTERNAL, 9, "finance.regal");
    String sue = person("sue", INTERNAL, 9, "finance.deputy");
    String id = Desk.delegate("sam", "sue", sue, "finance.regal", "finance.deputy", "25000");
    Desk.away("sam", null);
    UUID open = stage.opened(stage.arbitrium("regal").where(DELEGABLE));
    as(sue).post("/v1/cases/" + open + "/claim");

    operator().post("/v1/sentinels/sam/delegations/" + id + "/revoke?organisation=acme");

    assertThat(problem(give(sue, open, "approve", Ruled.DIGEST, "ok"))).isEqualTo("not-eligible");
    assertThat(stage.types(open)).doesNotContain("decisions.Decided");
  }

  @Test
  void when_everybody_is_full_the_cases_wait_their_turn_and_nobody_is_asked_about_too_much() {
    String[] keys = {
      person("ted", INTERNAL, 1, "finance.dense"),
      person("tea", INTERNAL, 1, "finance.dense"),
      person("tom", INTERNAL, 1, "finance.dense")
    };
    List<UUID> cases =
        IntStream.range(0, 8)
            .mapToObj(_ -> stage.arbitrium("dense"))
            .peek(stage::publish)
            .map(Ruled::id)
            .toList();
    Await.until(
        "all are opened or queued",
        () -> cases.stream().filter(id -> !stage.types(id).isEmpty()).count(),
        count -> count == cases.size());

    var decided = new HashSet<UUID>();
    while (decided.size() < cases.size()) {
      UUID next =
          Await.until(
                  "somebody is asked",
                  () ->
                      cases.stream()
                          .filter(id -> !decided.contains(id))
                          .filter(this::open)
                          .toList(),
                  open -> !open.isEmpty())
              .getFirst();
      together(() -> matching.match(), () -> matching.match());
      assertThat(mostAsked("ted", "tea", "tom")).isLessThanOrEqualTo(1);
      Stream.of(keys)
          .filter(key -> as(key).get("/v1/cases/" + next).statusCode() == 200)
          .findFirst()
          .ifPresent(key -> give(key, next, "approve", Ruled.DIGEST, "ok"));
      if (stage.types(next).contains("decisions.Decided")) {
        decided.add(next);
      }
    }
    for (UUID id : cases) {
      assertThat(stage.types(id))
          .doesNotContain("cases.Unroutable")
          .containsOnlyOnce("decisions.Decided");
      assertThat(asked(id)).doesNotHaveDuplicates();
    }
  }

  private static void together(Runnable... work) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (Runnable one : work) {
      all.add(CompletableFuture.runAsync(one));
    }
    all.forEach(CompletableFuture::join);
  }

  private boolean open(UUID id) {
    var types = stage.types(id);
    return types.contains("cases.OfferMade") && !types.contains("decisions.Decided");
  }

  private int mostAsked(String... people) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select coalesce(max(c), 0) from (select count(distinct case_id) c from offer"
                        + " where pending and sentinel in (<people>) group by sentinel) s")
                .bindList("people", List.of(people))
                .mapTo(Integer.class)
                .one());
  }

  private List<String> asked(UUID id) {
    return offers(id).stream().map(offer -> offer.text("sentinel")).toList();
  }

  private List<EventBody> offers(UUID id) {
    return events(id, "cases.OfferMade");
  }

  private Instant retryAt(UUID id) {
    return events(id, "cases.Unroutable").getFirst().instant("retryAt");
  }

  private List<EventBody> events(UUID id, String event) {
    return jdbi
        .withHandle(
            h ->
                h.createQuery(
                        "select payload from journal where stream = :id and type like :type"
                            + " order by version")
                    .bind("id", id)
                    .bind("type", "%" + event + "%")
                    .mapTo(byte[].class)
                    .list())
        .stream()
        .map(payload -> wire.decode("io.humanlayer." + event, payload))
        .toList();
  }

  private long routedWith(UUID id) {
    return jdbi.withHandle(
        h ->
            h.createQuery("select routed_version from case_view where id = :id")
                .bind("id", id)
                .mapTo(Long.class)
                .one());
  }

  private boolean isCurrent(long version) {
    return version
        >= jdbi.<Long, RuntimeException>withHandle(
            h ->
                h.createQuery("select version from register where org = 'acme'")
                    .mapTo(Long.class)
                    .one());
  }
}
