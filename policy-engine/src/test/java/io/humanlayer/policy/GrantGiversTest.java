package io.humanlayer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.app.GrantStore;
import io.humanlayer.policy.app.Grants;
import io.humanlayer.policy.app.Panels;
import io.humanlayer.policy.app.Panels.Known;
import io.humanlayer.policy.app.Shelf;
import io.humanlayer.policy.core.grant.Grant;
import io.humanlayer.policy.core.history.AskedPolicy;
import io.humanlayer.policy.core.history.RuleRef;
import io.humanlayer.policy.core.people.Sentinel;
import io.humanlayer.policy.core.people.Sentinel.Held;
import io.humanlayer.policy.core.policy.Layer;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.requirement.Source;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// A grant lives no longer than the authority of those who gave it.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class GrantGiversTest {

  private static final OrganisationId GIVING = new OrganisationId("giving");
  private static final PolicyRef POLICY = new PolicyRef(GIVING, Layer.ORGANISATION, "baseline", 1);
  private final Instant noon = Instant.now().minusSeconds(60);
  private final Instant evening = noon.plusSeconds(21_600);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @Inject AvroWire wire;
  @Inject Shelf shelf;
  @Inject GrantStore store;
  @Inject Grants grants;
  @Inject Panels panels;

  private Grant givenBy(String sentinel) {
    try (var kafka = new TestKafka(servers)) {
      new Intake(kafka, wire, GIVING.value())
          .publish(Engine.acmeBaseline().replace("organisation: acme", "organisation: giving"), 1);
    }
    String digest = shelf.await(POLICY).digest();
    var grant =
        new Grant(
            UUID.randomUUID(),
            GIVING,
            new RequestId(UUID.randomUUID()),
            "buyer",
            "1",
            "payment.transfer",
            "sha256:a",
            "{}",
            List.of(new AskedPolicy(POLICY, digest)),
            Set.of(new RuleRef("organisation", "transfer-large")),
            Set.of("true"),
            List.of(sentinel),
            9,
            9,
            evening,
            noon,
            null);
    store.make(grant);
    return grant;
  }

  private void register(String id, boolean employed, Instant until, Instant at) {
    panels.note(
        List.of(
            new Known(
                new Sentinel(
                    GIVING,
                    id,
                    Source.INTERNAL,
                    employed,
                    Set.of("it"),
                    Set.of("EU"),
                    List.of(new Held("finance.payments", 1, Instant.EPOCH, until))),
                at)));
  }

  private String why(Grant grant) {
    return store.list(GIVING).stream()
        .filter(one -> one.id().equals(grant.id()))
        .map(one -> one.revoked() == null ? "lives" : one.revoked().reasonCode())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void it_ends_with_the_qualification_of_who_gave_it() {
    var grant = givenBy("ada");
    var other = givenBy("whom-the-register-does-not-know-yet");
    register("ada", true, evening, noon);

    grants.endUnqualified(noon.plusSeconds(1));
    assertThat(why(grant)).isEqualTo("lives");

    register("ada", true, noon.plusSeconds(2), noon.plusSeconds(1));
    grants.endUnqualified(noon.plusSeconds(3));
    assertThat(why(grant)).isEqualTo("qualification-lost");
    assertThat(why(other)).isEqualTo("lives");
  }

  @Test
  void it_ends_when_who_gave_it_is_suspended() {
    var grant = givenBy("ben");
    register("ben", true, evening, noon);
    grants.endUnqualified(noon.plusSeconds(1));
    assertThat(why(grant)).isEqualTo("lives");

    register("ben", false, evening, noon.plusSeconds(1));
    grants.endUnqualified(noon.plusSeconds(2));

    assertThat(why(grant)).isEqualTo("sentinel-suspended");
  }
}
