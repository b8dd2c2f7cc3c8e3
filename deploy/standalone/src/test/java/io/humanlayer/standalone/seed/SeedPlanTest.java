package io.humanlayer.standalone.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SeedPlanTest {

  @Test
  void the_plan_is_read_with_its_policy_and_each_entry_names_the_organisation() {
    var root = Path.of(System.getProperty("humanlayer.root"));

    var plan = SeedPlan.read(root.resolve("deploy/standalone/seed"));

    assertThat(plan.organisationId()).isEqualTo("acme");
    assertThat(plan.policy()).contains("kind: Policy");
    assertThat(plan.agents()).allMatch(a -> a.path("organisation").asText().equals("acme"));
    assertThat(plan.sentinels()).extracting(s -> s.path("id").asText()).contains("ada", "ben");
    assertThat(plan.delegations())
        .allSatisfy(
            delegation -> {
              assertThat(plan.sentinels())
                  .extracting(s -> s.path("id").asText())
                  .contains(delegation.by(), delegation.to());
              assertThat(delegation.body().fieldNames())
                  .toIterable()
                  .containsExactlyInAnyOrder("to", "qualification", "heldAs", "upTo");
            })
        .hasSize(1);
  }
}
