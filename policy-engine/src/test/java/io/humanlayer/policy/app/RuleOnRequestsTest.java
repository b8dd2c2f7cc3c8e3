package io.humanlayer.policy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.Engine;
import io.humanlayer.policy.core.policy.Claims;
import io.humanlayer.policy.core.policy.Layer;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.policy.Requester;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.core.request.DecisionRequest;
import io.humanlayer.policy.core.request.Denial;
import io.humanlayer.policy.core.request.ResponseForm;
import io.humanlayer.policy.core.request.RuledRequest;
import io.humanlayer.policy.outbound.cel.CelLanguage;
import io.humanlayer.policy.wire.GrantJson;
import io.humanlayer.policy.wire.RulingAvro;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RuleOnRequestsTest {

  private static final OrganisationId ACME = new OrganisationId("acme");
  private static final PolicyRef BASELINE = new PolicyRef(ACME, Layer.ORGANISATION, "baseline", 1);
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  /// What a store is while its database is down.
  private static <T> T down(Class<T> store) {
    return store.cast(
        Proxy.newProxyInstance(
            store.getClassLoader(),
            new Class<?>[] {store},
            (_, _, _) -> {
              throw new IllegalStateException("the database is down");
            }));
  }

  private final List<RuledRequest> published = new ArrayList<>();
  private final Shelf shelf = new Shelf();
  private final RuleOnRequests ruling =
      new RuleOnRequests(
          shelf,
          down(LimitTable.class),
          new Grants(
              down(GrantStore.class),
              new SimilarRequests(shelf, new CelLanguage(), new GrantJson()),
              new GrantJson(),
              shelf,
              down(Panels.class)),
          published::addAll);

  RuleOnRequestsTest() {
    shelf.add(
        BASELINE,
        new Shelf.Volume.Open(Engine.of(Engine.acmeBaseline()).rulebook(), "sha256:baseline"));
  }

  private static DecisionRequest request(
      String operation, Map<String, ?> arguments, @Nullable Denial denied) {
    return request(operation, arguments, denied, BASELINE);
  }

  private static DecisionRequest request(
      String operation, Map<String, ?> arguments, @Nullable Denial denied, PolicyRef... policies) {
    return new DecisionRequest(
        new RequestId(UUID.randomUUID()),
        ACME,
        new Requester("buyer", "Buyer", "1", "olga"),
        operation,
        null,
        Engine.data(arguments),
        "sha256:action",
        "sha256:dossier",
        "authorized_decision",
        1,
        null,
        ResponseForm.LEAVE,
        false,
        Claims.NONE,
        List.of(policies),
        List.of(),
        NOON,
        NOON.plusSeconds(3600),
        UUID.randomUUID(),
        null,
        denied);
  }

  private static final Map<String, String> BARI = Map.of("city", "Bari");
  private static final Map<String, String> TRANSFER =
      Map.of("amount", "5", "currency", "EUR", "iban", "X", "recipient", "Y");

  @Test
  void a_request_without_limits_is_ruled_upon_while_the_database_is_down() {
    ruling.rule(List.of(request("weather.fetch", BARI, null)));

    assertThat(published).extracting(RuledRequest::ruling).containsExactly(Ruling.ALLOW);
  }

  @Test
  void one_that_asks_a_human_without_a_grant_being_possible_is_too() {
    ruling.rule(List.of(request("rocket.launch", BARI, null)));

    assertThat(published).extracting(RuledRequest::ruling).containsExactly(Ruling.ARBITRIUM);
  }

  @Test
  void one_with_limits_is_not_and_nothing_of_the_batch_is_guessed() {
    var batch =
        List.of(request("weather.fetch", BARI, null), request("payment.transfer", TRANSFER, null));

    assertThatThrownBy(() -> ruling.rule(batch)).hasMessageContaining("down");
    assertThat(published).isEmpty();
  }

  @Test
  void the_owner_of_each_policy_that_failed_is_alerted() {
    var failing =
        Engine.of(
            Engine.policy(
                "- {id: first-item, for: [read], when: 'args.what[9] == \"x\"', ruling: DENY}"));
    var first = new PolicyRef(ACME, Layer.ORGANISATION, "first", 1);
    var second = new PolicyRef(ACME, Layer.ORGANISATION, "second", 1);
    shelf.add(first, new Shelf.Volume.Open(failing.rulebook(), "sha256:first"));
    shelf.add(second, new Shelf.Volume.Open(failing.rulebook(), "sha256:second"));

    ruling.rule(List.of(request("read", Map.of("what", List.of("a")), null, first, second)));

    assertThat(RulingAvro.write(published.getFirst()))
        .extracting(RulingAvro::name)
        .filteredOn(name -> name.contains("PolicyAlert"))
        .containsExactly(
            "io.humanlayer.rulings.PolicyAlert.v1/organisation/first",
            "io.humanlayer.rulings.PolicyAlert.v1/organisation/second");
  }

  @Test
  void a_rejection_that_stands_denies_what_policy_would_allow_and_counts_nothing() {
    var earlier = new RequestId(UUID.randomUUID());
    var denied = new Denial(earlier, NOON.minusSeconds(60), "unknown-payee");

    ruling.rule(
        List.of(
            request("weather.fetch", BARI, denied), request("payment.transfer", TRANSFER, denied)));

    assertThat(published)
        .hasSize(2)
        .allSatisfy(
            ruled -> {
              assertThat(ruled.ruling()).isEqualTo(Ruling.DENY);
              assertThat(ruled.requirement()).isNull();
              assertThat(ruled.limits()).isEmpty();
              assertThat(ruled.policies()).extracting(p -> p.digest()).contains("sha256:baseline");
            });
  }
}
