package io.humanlayer.policy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.app.History;
import io.humanlayer.policy.core.history.AskedPolicy;
import io.humanlayer.policy.core.history.HistoryEntry;
import io.humanlayer.policy.core.history.PastDecision;
import io.humanlayer.policy.core.history.RecordedRequest;
import io.humanlayer.policy.core.history.RuleRef;
import io.humanlayer.policy.core.policy.Layer;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.policy.Requester;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// Requests of the past, on a real broker and database.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class HistoryTest {

  private static final Instant FROM = Intake.NOON;
  private static final Instant FOREVER = Instant.parse("2100-01-01T00:00:00Z");
  private static final String TRANSFER =
      "{\"amount\":\"1500\",\"currency\":\"EUR\",\"iban\":\"X\",\"recipient\":\"Y\"}";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @Inject AvroWire wire;
  @Inject History history;

  private List<RecordedRequest> of(OrganisationId organisation, Instant from, Instant to) {
    var found = new ArrayList<RecordedRequest>();
    history.forEach(organisation, from, to, found::add);
    return found;
  }

  private static OrganisationId anOrganisation() {
    return new OrganisationId("h" + UUID.randomUUID().toString().substring(0, 8));
  }

  private static RequestId aRequest() {
    return new RequestId(UUID.randomUUID());
  }

  private static HistoryEntry.Asked asked(RequestId id, OrganisationId org, Instant at) {
    return new HistoryEntry.Asked(
        id,
        org,
        new Requester("buyer", "Buyer", "1", null),
        "payment.transfer",
        "ledger/7",
        "sha256:a",
        TRANSFER,
        0.5,
        "high",
        at);
  }

  private static HistoryEntry.Ruled ruled(RequestId id, OrganisationId org) {
    return new HistoryEntry.Ruled(
        id,
        org,
        Ruling.ARBITRIUM,
        List.of(new AskedPolicy(new PolicyRef(org, Layer.ORGANISATION, "baseline", 3), "sha256:p")),
        List.of(new RuleRef("organisation", "transfer-large")),
        Map.of("organisation/baseline/money_hour", new BigDecimal("4500.10")),
        List.of("payments"),
        null);
  }

  private static HistoryEntry.Decided rejected(RequestId id, OrganisationId org, Instant at) {
    return new HistoryEntry.Decided(
        id,
        org,
        "buyer",
        "payment.transfer",
        new PastDecision(
            PastDecision.Outcome.REJECTED,
            PastDecision.Basis.SENTINEL,
            at,
            "unknown-payee",
            List.of(new PastDecision.PastVerdict("s-1", "payments", "REJECT", at))),
        null,
        null);
  }

  @Test
  void what_was_asked_and_ruled_can_be_asked_again_with_the_limits_as_they_stood() {
    try (var kafka = new TestKafka(servers)) {
      var intake = new Intake(kafka, wire);
      intake.publish(Engine.acmeBaseline(), 1);
      var request = UUID.randomUUID();
      var at = Instant.parse("2026-11-21T17:17:17Z");

      intake.submit(request, "historian", "payment.transfer", TRANSFER, at, 1);

      var acme = new OrganisationId("acme");
      Await.until(() -> history.count(acme, at, at.plusSeconds(1)) == 1);
      var recorded = of(acme, at, at.plusSeconds(1)).getFirst();
      assertThat(recorded.id().value()).isEqualTo(request);
      assertThat(recorded.ruling()).isEqualTo(Ruling.ARBITRIUM);
      assertThat(recorded.rules()).extracting(RuleRef::id).containsExactly("transfer-large");
      assertThat(recorded.panels()).containsExactly("payments");
      assertThat(recorded.decision()).isNull();
      var policy = recorded.policies().getFirst().policy();
      assertThat(recorded.limitsOf(policy)).containsExactly(Map.entry("money_hour", money("1500")));
      var again =
          Engine.of(Engine.acmeBaseline())
              .rulebook()
              .hear(recorded.question().orElseThrow())
              .rule(recorded.limitsOf(policy));
      assertThat(again.ruling()).isEqualTo(Ruling.ARBITRIUM);
      assertThat(again.rules()).containsExactly("transfer-large");
    }
  }

  private static BigDecimal money(String amount) {
    return new BigDecimal(amount);
  }

  @Test
  void the_order_of_what_happened_and_its_repetition_do_not_matter() {
    for (int seed = 0; seed < 20; seed++) {
      var org = anOrganisation();
      var first = aRequest();
      var second = aRequest();
      var entries =
          new ArrayList<HistoryEntry>(
              List.of(
                  asked(first, org, FROM),
                  ruled(first, org),
                  new HistoryEntry.Opened(first, org, FROM.plusSeconds(1)),
                  new HistoryEntry.Viewed(first, org, "s-1", FROM.plusSeconds(9)),
                  new HistoryEntry.Viewed(first, org, "s-1", FROM.plusMillis(8_500)),
                  new HistoryEntry.Viewed(first, org, "s-2", FROM.plusSeconds(7)),
                  rejected(first, org, FROM.plusSeconds(60)),
                  asked(second, org, FROM.plusSeconds(2)),
                  ruled(second, org)));
      entries.addAll(List.copyOf(entries));
      var random = new Random(seed);
      Collections.shuffle(entries, random);
      for (int i = 0; i < entries.size(); ) {
        int next = Math.min(entries.size(), i + 1 + random.nextInt(4));
        history.record(entries.subList(i, next), FROM);
        i = next;
      }

      var recorded = of(org, FROM, FOREVER);
      assertThat(recorded).extracting(RecordedRequest::id).containsExactly(first, second);
      assertThat(recorded.getFirst().openedAt()).isEqualTo(FROM.plusSeconds(1));
      assertThat(recorded.getFirst().views())
          .isEqualTo(Map.of("s-1", FROM.plusMillis(8_500), "s-2", FROM.plusSeconds(7)));
      assertThat(recorded.getFirst().decision()).isEqualTo(rejected(first, org, at60()).decision());
      assertThat(recorded.getFirst().claims().confidence()).isEqualTo(0.5);
      assertThat(recorded.getFirst().target()).isEqualTo("ledger/7");
      assertThat(recorded.get(1).decision()).isNull();
    }
  }

  private static Instant at60() {
    return FROM.plusSeconds(60);
  }

  @Test
  void an_erased_dossier_takes_the_arguments_and_claims_with_it_whenever_it_comes() {
    var org = anOrganisation();
    var before = aRequest();
    var after = aRequest();

    history.record(List.of(new HistoryEntry.Erased(before, org)), FROM);
    history.record(List.of(asked(before, org, FROM), ruled(before, org)), FROM);
    history.record(List.of(asked(after, org, FROM), ruled(after, org)), FROM);
    history.record(List.of(new HistoryEntry.Erased(after, org)), FROM);

    assertThat(of(org, FROM, FOREVER))
        .hasSize(2)
        .allSatisfy(
            request -> {
              assertThat(request.arguments()).isNull();
              assertThat(request.question()).isEmpty();
              assertThat(request.claims().confidence()).isNull();
              assertThat(request.claims().risk()).isNull();
            });
  }

  @Test
  void only_what_was_ruled_upon_in_the_given_time_by_the_given_organisation_is_read_in_order() {
    var org = anOrganisation();
    var expected = new ArrayList<RequestId>();
    var entries = new ArrayList<HistoryEntry>();
    for (int i = 0; i < 2_500; i++) {
      var id = aRequest();
      expected.add(id);
      entries.add(asked(id, org, FROM.plusSeconds(i)));
      entries.add(ruled(id, org));
    }
    var unruled = aRequest();
    entries.add(asked(unruled, org, FROM));
    var elsewhere = anOrganisation();
    var foreign = aRequest();
    entries.add(asked(foreign, elsewhere, FROM));
    entries.add(ruled(foreign, elsewhere));
    Collections.shuffle(entries, new Random(7));
    history.record(entries, FROM);

    assertThat(of(org, FROM, FOREVER)).extracting(RecordedRequest::id).isEqualTo(expected);
    assertThat(of(org, FROM.plusSeconds(10), FROM.plusSeconds(20)))
        .extracting(RecordedRequest::id)
        .isEqualTo(expected.subList(10, 20));
    assertThat(history.count(org, FROM.plusSeconds(10), FROM.plusSeconds(20))).isEqualTo(10);
  }

  @Test
  void an_operator_reads_how_people_decided_where_a_rule_asked_them() {
    var org = anOrganisation();
    var id = aRequest();
    history.record(
        List.of(
            asked(id, org, FROM),
            ruled(id, org),
            new HistoryEntry.Opened(id, org, FROM.plusSeconds(1)),
            rejected(id, org, at60())),
        FROM);
    String path = "/v1/policies/feedback?organisation=" + org;
    String span = "&from=2026-11-21T00:00:00Z&to=2026-11-22T00:00:00Z";

    operator()
        .get(path + span)
        .then()
        .statusCode(200)
        .body("rules.size()", equalTo(1))
        .body("rules[0].rule", equalTo("transfer-large"))
        .body("rules[0].asked", equalTo(1))
        .body("rules[0].rejected", equalTo(1))
        .body("rules[0].median_to_decision", equalTo("PT59S"))
        .body("suggestions.size()", equalTo(0));
    given().get(path).then().statusCode(401);
    operator().get(path + "&from=yesterday").then().statusCode(400);
    operator()
        .get(path + "&from=2026-11-22T00:00:00Z&to=2026-11-21T00:00:00Z")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/from"));
  }

  private static RequestSpecification operator() {
    return given().header("Authorization", "Bearer " + RealInfrastructure.OPERATOR_TOKEN);
  }

  @Test
  void what_is_older_than_history_is_kept_is_forgotten() {
    var org = anOrganisation();
    var old = aRequest();
    var young = aRequest();
    var longAgo = Instant.parse("2001-01-01T00:00:00Z");
    history.record(List.of(asked(old, org, longAgo), ruled(old, org)), longAgo);
    history.record(List.of(asked(young, org, FROM), ruled(young, org)), FROM);

    assertThat(history.forget(longAgo.plusSeconds(1))).isPositive();

    assertThat(of(org, longAgo, FOREVER)).extracting(RecordedRequest::id).containsExactly(young);
  }
}
